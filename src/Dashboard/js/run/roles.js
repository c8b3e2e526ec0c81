// Turns, tokens and money of each role.
import { h } from "../dom.js";
import { dollars, number, sentence } from "../text.js";

const COLUMNS = ["Role", "Turns", "Tool calls", "Tokens", "Cost"];

/** The roles of agents, with what those of each used together. */
export function rolesOf(agents) {
  const sums = new Map();
  for (const { role, model, turns, toolCalls, usage } of agents) {
    const sum = sums.get(role) ?? { role, model, turns: 0, toolCalls: 0, usage: { inputTokens: 0, outputTokens: 0, costUsd: null } };
    sums.set(role, {
      role,
      model: model ?? sum.model,
      turns: sum.turns + turns,
      toolCalls: sum.toolCalls + toolCalls,
      usage: {
        inputTokens: sum.usage.inputTokens + usage.inputTokens,
        outputTokens: sum.usage.outputTokens + usage.outputTokens,
        costUsd: usage.costUsd === null || usage.costUsd === undefined ? sum.usage.costUsd : (sum.usage.costUsd ?? 0) + usage.costUsd,
      },
    });
  }
  return [...sums.values()];
}

export function rolesTable(roles) {
  const cell = (label, value) => h("td", { class: "number", "data-label": label }, value);
  return h("div", { class: "panel" }, h("table", { class: "table", "aria-label": "What each role did and used" },
    h("thead", {}, h("tr", {}, COLUMNS.map((title, index) => h("th", { scope: "col", class: index > 0 ? "number" : null }, title)))),
    h("tbody", {}, roles.map(({ role, model, turns, toolCalls, usage }) => h("tr", {},
      h("th", { scope: "row" }, sentence(role), model && " ", model && h("span", { class: "model" }, model)),
      cell("Turns", number(turns)), cell("Tool calls", number(toolCalls)), cell("Tokens", number(usage.inputTokens + usage.outputTokens)),
      cell("Cost", usage.costUsd === null || usage.costUsd === undefined ? "–" : dollars(usage.costUsd)))))));
}
