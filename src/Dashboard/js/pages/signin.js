// The host asks for a key. It goes to the host once, which answers with a cookie; nothing here keeps it.
import { h, replace } from "../dom.js";
import { signIn } from "../session.js";

export default {
  open(main) {
    const said = h("p", { role: "alert", class: "notice bad", hidden: true });
    const key = h("input", { type: "password", id: "key", name: "key", autocomplete: "current-password", spellcheck: "false", required: true });
    const form = h("form", {
      class: "stack", on: {
        async submit(event) {
          event.preventDefault();
          said.hidden = true;
          try {
            const me = await signIn(key.value.trim());
            if (!me.signedIn) {
              throw new Error("The host took the key, but this browser did not keep its cookie.");
            }
          } catch (error) {
            said.hidden = false;
            said.textContent = error.message;
            key.select();
            key.focus();
          }
        },
      },
    },
      h("div", { class: "field" }, h("label", { for: "key" }, "Key"), key, h("small", {}, "Begins with wf_. Whoever operates this host makes one with: workflows keys create")),
      said,
      h("button", { type: "submit", class: "button main" }, "Sign in"));
    replace(main, h("div", { class: "signin panel" }, h("div", { class: "body stack" }, h("h1", {}, "Sign in"), h("p", { class: "quiet" }, "This host asks for a key."), form)));
    key.focus();
  },
};
