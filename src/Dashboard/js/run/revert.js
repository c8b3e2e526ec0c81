// Takes back what a run committed: one commit more, after a question.
import { toast } from "../announce.js";
import { path, send } from "../api.js";
import { ask } from "../dialogs.js";
import { h } from "../dom.js";
import { may, who } from "../session.js";

/** The button for a run whose commit stands; null for whoever may not. */
export function takeBackButton({ runId }, changed, signal) {
  if (!may("decide")) {
    return null;
  }
  const press = async () => {
    const answer = await ask({
      title: "Take this commit back?",
      content: h("div", { class: "stack" },
        h("p", {}, "One more commit on the same branch gives its files back what stood there before. Nothing is done when somebody has changed them since."),
        h("div", { class: "field" }, h("label", { for: "revert-reason" }, "Reason"), h("input", { type: "text", id: "revert-reason", name: "reason", maxlength: 500, autocomplete: "off" }), h("small", {}, "Stands in the commit, and goes on record")),
        !who().keyRequired && h("div", { class: "field" }, h("label", { for: "revert-by" }, "As"), h("input", { type: "text", id: "revert-by", name: "by", maxlength: 100, placeholder: "local", autocomplete: "username", spellcheck: "false" }))),
      yes: "Take back",
      danger: true,
    });
    if (!answer) {
      return;
    }
    button.disabled = true;
    try {
      const told = await send("POST", `v1/runs/${path(runId)}/revert`, { reason: answer.reason || null, by: answer.by?.trim() || null }, signal);
      toast(told.detail, "ok");
    } catch (error) {
      toast(error.message, "bad");
    }
    button.disabled = false;
    changed();
  };
  const button = h("button", { type: "button", class: "button", "data-action": "revert", on: { click: press } }, "Take back");
  return button;
}
