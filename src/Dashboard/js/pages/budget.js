// What may be spent, what was, and how much more to allow.
import { toast } from "../announce.js";
import { get, path, send } from "../api.js";
import { ask } from "../dialogs.js";
import { h, replace } from "../dom.js";
import { empty } from "../parts.js";
import { may } from "../session.js";
import { dollars, number } from "../text.js";

const COLUMNS = ["Spent", "Reserved", "Limit", "Left"];
const LIMITS = [["runLimit", "One run"], ["total", "Whole project"], ["monthly", "This month"]];

export default {
  async open(main, asked, signal) {
    const body = h("div", { class: "stack" });
    const load = async () => {
      const { budgets } = await get("v1/budgets", {}, signal);
      replace(body, budgets.length > 0
        ? budgets.map((budget) => card(budget, () => load()))
        : empty("Nothing was spent yet", "Limits for each run, project and month come from the settings Budgets:… or are set here. A run that would pass one stops before the call and asks."));
    };
    replace(main, h("div", { class: "head" }, h("h1", {}, "Budget")), body);
    await load();
  },
};

function card(budget, changed) {
  return h("section", { class: "panel", "aria-label": `${budget.user}/${budget.project}` },
    h("header", {}, h("h2", {}, `${budget.user} / ${budget.project}`), budget.month && h("span", { class: "quiet" }, budget.month), h("span", { class: "grow" }),
      may("admin") && h("div", { class: "actions" },
        h("button", { type: "button", class: "button", on: { click: () => raise(budget, changed) } }, "Top up"),
        h("button", { type: "button", class: "button", on: { click: () => setLimits(budget, changed) } }, "Set limits"))),
    h("div", { class: "scroll" }, h("table", { class: "table" },
      h("thead", {}, h("tr", {}, ["", ...COLUMNS].map((name, index) => h("th", { scope: "col", class: index > 0 ? "number" : "" }, name || h("span", { class: "visually-hidden" }, "Scope"))))),
      h("tbody", {}, LIMITS.map(([name, title]) => name === "runLimit"
        ? row(title, { limit: budget.runLimit })
        : row(title, budget[name] ?? {}))))));
}

function row(title, { limit, spent, reserved, left }) {
  const part = share(limit, spent, reserved);
  return h("tr", {}, h("th", { scope: "row" }, title, part !== null && h("span", { class: "meter", "aria-hidden": "true" }, h("i", { class: part >= 1 ? "bad" : part > 0.8 ? "warn" : "ok", vars: { part: Math.min(part, 1) } })), part !== null && h("span", { class: "visually-hidden" }, `, ${Math.round(part * 100)} percent used`)),
    [spent, reserved, limit, left].map((value, index) => h("td", { class: "number", "data-label": COLUMNS[index] }, amount(value, index === 2 ? "no limit" : "–"))));
}

function amount(value, none) {
  const parts = [has(value?.usd) && dollars(value.usd), has(value?.tokens) && `${number(value.tokens)} tokens`].filter(Boolean);
  return parts.length > 0 ? parts.map((part) => h("div", {}, part)) : h("span", { class: "quiet" }, none);
}

function share(limit, spent, reserved) {
  const parts = ["usd", "tokens"].filter((unit) => has(limit?.[unit]) && limit[unit] > 0).map((unit) => ((spent?.[unit] ?? 0) + (reserved?.[unit] ?? 0)) / limit[unit]);
  return parts.length > 0 ? Math.max(...parts) : null;
}

function has(value) {
  return value !== null && value !== undefined;
}

async function raise(budget, changed) {
  const answer = await ask({
    title: `Top up ${budget.user} / ${budget.project}`,
    content: h("div", { class: "stack" },
      h("p", { class: "quiet" }, "It is added to the limit, and runs that wait at it go on."),
      h("fieldset", { class: "plainset" }, h("legend", { class: "label" }, "Limit"),
        h("label", { class: "option" }, h("input", { type: "radio", name: "scope", value: "month", checked: true }), "This month"),
        h("label", { class: "option" }, h("input", { type: "radio", name: "scope", value: "project" }), "Whole project")),
      numbers("usd", "US dollars", "0.01"), numbers("tokens", "Tokens", "1")),
    yes: "Add",
  });
  if (answer && (answer.usd || answer.tokens)) {
    await attempt(() => send("POST", `v1/budgets/${path(budget.user, budget.project)}/raise`, { scope: answer.scope, usd: value(answer.usd), tokens: value(answer.tokens) }), "Added.", changed);
  }
}

async function setLimits(budget, changed) {
  const { runLimit: run, projectLimit: project, monthLimit: month } = budget;
  const answer = await ask({
    title: `Limits of ${budget.user} / ${budget.project}`,
    content: h("div", { class: "stack" }, h("p", { class: "quiet" }, "What is left empty is not limited. They take the place of all limits that the project has, with what was added to them."),
      [["run", "One run", run], ["project", "Whole project", project], ["month", "Each month", month]].map(([name, title, limit]) =>
        h("fieldset", { class: "plainset stack tight" }, h("legend", { class: "label" }, title), h("div", { class: "pair" },
          numbers(`${name}Usd`, "US dollars", "0.01", limit?.usd), numbers(`${name}Tokens`, "Tokens", "1", limit?.tokens)))),
      h("label", { class: "option" }, h("input", { type: "checkbox", name: "default", checked: !budget.ownLimits }), h("span", {}, "Take the limits of the settings instead"))),
    yes: "Set",
  });
  if (answer) {
    await attempt(() => send("PUT", `v1/budgets/${path(budget.user, budget.project)}`,
      answer.default ? { default: true } : Object.fromEntries(["run", "project", "month"].map((name) => [name, { usd: value(answer[`${name}Usd`]), tokens: value(answer[`${name}Tokens`]) }]))), "Limits set.", changed);
  }
}

async function attempt(task, done, changed) {
  try {
    await task();
    toast(done, "ok");
  } catch (error) {
    toast(error.message, "bad");
  }
  await changed();
}

function numbers(name, title, step, now) {
  return h("div", { class: "field" }, h("label", { for: name }, title), h("input", { type: "number", id: name, name, min: 0, step, value: now ?? "", inputmode: "decimal", autocomplete: "off" }));
}

function value(text) {
  return text === "" || text === undefined ? null : Number(text);
}
