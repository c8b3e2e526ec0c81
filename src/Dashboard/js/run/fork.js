// Goes back to a step of a run, and on from there as another run: with other words, another model, or the answer given by hand.
import { toast } from "../announce.js";
import { path, starter } from "../api.js";
import { ask, field, written } from "../dialogs.js";
import { h } from "../dom.js";
import { link } from "../router.js";
import { may, who } from "../session.js";

/** The button at a step; `asks` says whether the step asks a model. Null for whoever may not. */
export function forkButton(runId, step, asks, signal) {
  if (!may("run")) {
    return null;
  }
  const press = async () => {
    const start = starter();
    const told = await ask({
      title: "Fork from here",
      content: h("div", { class: "stack" },
        h("p", {}, "A new run takes over everything before ", h("span", { class: "mono" }, step), " and goes on from there. This run stays as it is."),
        asks && [
          field("fork-prompt", "Other words", h("textarea", { id: "fork-prompt", name: "prompt", rows: 4 }), "What the model is asked at this step instead; of an agent its first message. Empty for the same"),
          field("fork-answer", "Or its answer", h("textarea", { id: "fork-answer", name: "answer", rows: 4 }), "Given by you, so that no model is asked for this step"),
        ],
        field("fork-model", "Other model", h("input", { type: "text", id: "fork-model", name: "model", maxlength: 200, autocomplete: "off", spellcheck: "false" }), "Asked from this step on. Empty for the same"),
        field("fork-label", "Name", h("input", { type: "text", id: "fork-label", name: "label", maxlength: 200, autocomplete: "off" }), "What the new run is called; empty for the same"),
        !who().keyRequired && field("fork-by", "As", h("input", { type: "text", id: "fork-by", name: "by", maxlength: 100, placeholder: "local", autocomplete: "username", spellcheck: "false" }), "Goes on record")),
      yes: "Fork",
      act: (answer) => start(`v1/runs/${path(runId)}/fork`, { from: step, ...written(answer, ["prompt", "answer", "model", "label", "by"]) }, signal),
    });
    if (told) {
      toast("The fork has begun.", "ok");
      location.hash = link(["runs", told.runId]);
    }
  };
  return h("button", { type: "button", class: "button slim", "data-fork": step, "aria-label": `Fork from ${step}`, title: `Fork from ${step}`, on: { click: press } }, "Fork");
}
