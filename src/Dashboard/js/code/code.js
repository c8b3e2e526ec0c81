// Text with line numbers and colours.
import { h } from "../dom.js";
import { languageOf, tokens } from "./highlight.js";

const MOST_LINES = 4000;

/** A block of code. Lines are rows of a table, so that copying takes the text without the numbers. */
export function code(text, name) {
  const language = languageOf(name);
  const lines = tokens(pretty(text, language), language);
  return h("div", { class: `code ${language === "markdown" || language === "text" ? "wrap" : ""}`, tabindex: 0, role: "region", "aria-label": name, dir: "ltr" },
    h("table", { role: "presentation" }, h("tbody", {}, lines.slice(0, MOST_LINES).map((line, index) => h("tr", {}, h("td", { class: "no", "aria-hidden": "true" }, index + 1), h("td", { class: "text" }, spans(line)))))),
    lines.length > MOST_LINES && h("p", { class: "small quiet pad" }, `${lines.length - MOST_LINES} more lines; download the file to see them.`));
}

/** The pieces of a line as nodes. */
export function spans(line) {
  return line.map(([kind, piece]) => (kind ? h("span", { class: kind }, piece) : piece));
}

// Stored JSON is often one line; nobody can read that.
function pretty(text, language) {
  if (language !== "json" || text.length > 200000 || text.split("\n", 3).length > 2) {
    return text;
  }
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
