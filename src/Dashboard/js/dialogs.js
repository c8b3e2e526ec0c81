// Questions in front of the page. The browser's own dialog keeps the focus inside and gives it back.
import { h } from "./dom.js";

/** Shows a dialog made of a title, its content and buttons; resolves with the data of the form, or null when it was left. */
export function ask({ title, content, yes, danger = false, no = "Cancel" }) {
  return new Promise((resolve) => {
    const id = `dialog-${crypto.getRandomValues(new Uint32Array(1))[0]}`;
    // The policy lets no form be sent anywhere; this one only collects what was typed.
    const form = h("form", {
      on: {
        submit(event) {
          event.preventDefault();
          finish(Object.fromEntries(new FormData(form)));
        },
      },
    },
      h("h2", { id }, title), content,
      h("div", { class: "actions" },
        h("button", { type: "button", class: "button", on: { click: () => finish(null) } }, no),
        yes && h("button", { type: "submit", class: `button main ${danger ? "danger" : ""}` }, yes)));
    const dialog = h("dialog", { "aria-labelledby": id, on: { cancel: () => finish(null), close: () => finish(null) } }, form);
    let done = false;
    const finish = (answer) => {
      if (!done) {
        done = true;
        dialog.close();
        dialog.remove();
        resolve(answer);
      }
    };
    document.body.append(dialog);
    dialog.showModal();
  });
}
