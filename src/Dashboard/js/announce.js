// Tells people what changed: in words for screen readers, as a note at the edge for everybody.
import { h } from "./dom.js";

const SHOWN_FOR = 8000;

/** For screen readers alone: what sighted people see by itself. */
export function say(text) {
  const place = document.getElementById("status");
  place.textContent = "";
  // A text that is set in the same breath as it is cleared is not read again.
  requestAnimationFrame(() => {
    place.textContent = text;
  });
}

/** A note; failures stay until they are closed. */
export function toast(text, kind = "") {
  const note = h("div", { class: `toast ${kind}` }, h("p", {}, text));
  const close = () => note.remove();
  note.append(h("button", { type: "button", "aria-label": "Close", on: { click: close } }, "✕"));
  document.getElementById("alerts").append(note);
  if (kind !== "bad") {
    setTimeout(close, SHOWN_FOR);
  }
}
