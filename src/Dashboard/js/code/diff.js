// The differences of two texts, line by line, as the host found them.
import { h } from "../dom.js";
import { plural } from "../text.js";
import { spans } from "./code.js";
import { languageOf, tokens } from "./highlight.js";

const LOOK = { "+": "added", "-": "removed" };
const SPOKEN = { "+": "added: ", "-": "removed: " };

export function diff({ from, to, binary, truncated, added, removed, hunks = [] }, name = to ?? from, counted = true) {
  if (binary) {
    return h("p", { class: "small quiet pad" }, "These are no texts.");
  }
  if (hunks.length === 0) {
    return h("p", { class: "small quiet pad" }, "Nothing changed.");
  }
  const language = languageOf(name ?? "");
  return [
    (counted || truncated) && h("p", { class: "small quiet pad" }, `${plural(added, "line")} added, ${removed} removed`, truncated && "; this is the beginning"),
    h("div", { class: "code", tabindex: 0, role: "region", "aria-label": "Difference", dir: "ltr" }, h("table", { role: "presentation" }, h("tbody", {}, hunks.map((hunk) => [
      h("tr", { class: "hunk" }, h("td", { class: "no" }), h("td", { class: "no" }), h("td", { class: "op" }), h("td", { class: "text" }, `lines ${hunk.toLine} to ${hunk.toLine + Math.max(hunk.toCount - 1, 0)}`)),
      hunk.lines.map((line) => h("tr", { class: LOOK[line.op] ?? "" },
        h("td", { class: "no", "aria-hidden": "true" }, line.from ?? ""), h("td", { class: "no", "aria-hidden": "true" }, line.to ?? ""),
        h("td", { class: "op" }, h("span", { "aria-hidden": "true" }, line.op), SPOKEN[line.op] && h("span", { class: "visually-hidden" }, SPOKEN[line.op])),
        h("td", { class: "text" }, spans(tokens(line.text, language)[0])))),
    ]))))];
}
