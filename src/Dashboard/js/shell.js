// What stands around every page: who is signed in, and how much waits in the inbox.
import { get } from "./api.js";
import { h, replace } from "./dom.js";
import { latest, twice } from "./live.js";
import { may, signOut, who } from "./session.js";

/** Asks anew how much waits. */
export const countInbox = twice(latest(async () => {
  const place = document.getElementById("inbox-count");
  try {
    const total = may("read") && (!who().keyRequired || who().signedIn) ? (await get("v1/inbox", { top: 1 })).total : 0;
    place.hidden = total === 0;
    replace(place, total > 99 ? "99+" : total, h("span", { class: "visually-hidden" }, " waiting"));
  } catch {
    place.hidden = true;
  }
}));

export function shell() {
  const draw = () => {
    const { keyRequired, signedIn, person, user, project } = who();
    replace(document.getElementById("who"), !keyRequired
      ? h("span", { class: "note", title: "Whoever can reach this machine's loopback address may do everything. Create a key with: workflows keys create" }, "No keys: open to this machine only")
      : signedIn && [
        h("span", { class: "note" }, h("b", {}, person), user && ` · ${user}/${project}`),
        h("button", { type: "button", class: "link", on: { click: () => signOut() } }, "Sign out")]);
    countInbox();
  };
  document.addEventListener("session", draw);
  addEventListener("hashchange", () => countInbox());
  draw();
}
