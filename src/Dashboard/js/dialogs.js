// Questions in front of the page. The browser's own dialog keeps the focus inside and gives it back.
import { h, replace, twinOf } from "./dom.js";

/**
 * Shows a dialog made of a title, its content and buttons; resolves with the data of the form, or null when it was left. With `act` it stays
 * until that has been done with the data, resolves with what came of it, and says what went wrong: nobody has to type anything twice.
 */
export function ask({ title, content, yes, danger = false, no = "Cancel", act = (answer) => answer }) {
  return new Promise((resolve) => {
    const id = `dialog-${crypto.getRandomValues(new Uint32Array(1))[0]}`;
    const left = new AbortController();
    const back = twinOf(document.activeElement);
    const said = h("p", { class: "notice bad", role: "alert", hidden: true });
    const submit = yes && h("button", { type: "submit", class: `button main ${danger ? "danger" : ""}` }, yes);
    let busy = false;
    const send = async () => {
      if (busy) {
        return;
      }
      busy = true;
      said.hidden = true;
      // Not disabled: that would take the focus out of the dialog.
      submit?.setAttribute("aria-disabled", "true");
      try {
        finish(await act(Object.fromEntries(new FormData(form))));
      } catch (error) {
        said.hidden = false;
        replace(said, error.message);
        said.scrollIntoView({ block: "nearest" });
      }
      submit?.removeAttribute("aria-disabled");
      busy = false;
    };
    // The policy lets no form be sent anywhere; this one only collects what was typed.
    const form = h("form", {
      on: {
        submit(event) {
          event.preventDefault();
          send();
        },
      },
    },
      h("h2", { id }, title), content, said,
      h("div", { class: "actions" },
        h("button", { type: "button", class: "button", on: { click: () => finish(null) } }, no), submit));
    const dialog = h("dialog", { "aria-labelledby": id, on: { cancel: () => finish(null), close: () => finish(null) } }, form);
    const finish = (answer) => {
      if (!left.signal.aborted) {
        left.abort();
        dialog.close();
        dialog.remove();
        // The page may have been drawn anew behind the dialog, and the button that opened it with it.
        if (document.activeElement === document.body) {
          back()?.focus({ preventScroll: true });
        }
        resolve(answer);
      }
    };
    // It asks about the page that it stands before.
    addEventListener("hashchange", () => finish(null), { signal: left.signal });
    document.body.append(dialog);
    dialog.showModal();
  });
}

/** A labelled input; what is said below it is read with it. */
export function field(id, name, input, hint) {
  input.setAttribute("aria-describedby", `${id}-hint`);
  return h("div", { class: "field" }, h("label", { for: id }, name), input, h("small", { id: `${id}-hint` }, hint));
}

/** Those of a form's texts that say something. */
export function written(answer, names) {
  return Object.fromEntries(names.map((name) => [name, answer[name]?.trim()]).filter(([, text]) => text));
}
