// Where a fork comes from.
import { h } from "../dom.js";
import { link } from "../router.js";

/** The run that another one is a fork of, and the step that it begins at. */
export function originOf({ runId, step }) {
  return ["forked from", " ", h("a", { class: "mono", href: link(["runs", runId]) }, runId), " at ", h("span", { class: "mono" }, step)];
}
