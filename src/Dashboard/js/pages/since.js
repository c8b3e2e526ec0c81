// Since you left: what finished, failed, was spent and waits, over a chosen time.
import { get } from "../api.js";
import { h, replace } from "../dom.js";
import { copyButton, empty, pill, problem, stateOf, usageText } from "../parts.js";
import { link, note } from "../router.js";
import { dollars, number, plural, sentence } from "../text.js";
import { takeBackButton } from "../run/revert.js";
import { ago, moment } from "../time.js";

const TIMES = [["1h", "1 hour"], ["8h", "8 hours"], ["24h", "24 hours"], ["3d", "3 days"], ["7d", "7 days"], ["30d", "30 days"]];
const LAST = "last-visit";

export default {
  async open(main, { query }, signal) {
    const last = visited();
    let since = query.get("since") ?? "24h";
    const chips = h("div", { class: "chips", role: "group", "aria-label": "Time" });
    const body = h("div", { class: "stack", "aria-live": "off" });
    let markdown = "";

    const load = async () => {
      note(["since"], { since });
      replace(chips, [...(last ? [[last, "Since my last visit"]] : []), ...TIMES].map(([value, word]) =>
        h("button", { type: "button", "aria-pressed": String(value === since), on: { click: () => { since = value; load(); } } }, word)));
      body.setAttribute("aria-busy", "true");
      try {
        const [told, text] = await Promise.all([get("v1/digest", { since }, signal), get("v1/digest", { since, format: "markdown" }, signal)]);
        markdown = String(text);
        draw(body, told, load, signal);
      } catch (error) {
        if (!signal.aborted) {
          replace(body, problem(error, load));
        }
      }
      body.removeAttribute("aria-busy");
      // The buttons are new; whoever pressed one goes on from there.
      if (document.activeElement === document.body) {
        chips.querySelector("[aria-pressed=true]")?.focus();
      }
    };
    replace(main,
      h("div", { class: "head" }, h("h1", {}, "Since you left"), h("span", { class: "grow" }),
        h("div", { class: "actions" }, h("span", { class: "small quiet" }, "As Markdown"), copyButton(() => markdown, "as Markdown"))),
      h("div", { class: "toolbar" }, chips), body);
    await load();
    remember();
  },
};

function draw(body, told, changed, signal) {
  const { counts = {}, spent = {} } = told;
  const figures = [["finished", "finished"], ["failed", "failed"], ["waiting", "waiting for you"], ["running", "running"], ["rejected", "rejected"], ["terminated", "terminated"]];
  const quiet = figures.every(([name]) => !counts[name]) && !told.decisions?.length;
  replace(body,
    h("p", { class: "small quiet" }, moment(told.since), " to ", moment(told.until)),
    h("div", { class: "figures" },
      figures.filter(([name], index) => index < 4 || counts[name]).map(([name, word]) => h("div", { class: "figure" }, h("b", {}, number(counts[name] ?? 0)), h("span", {}, word))),
      h("div", { class: "figure" }, h("b", {}, spent.costUsd !== null && spent.costUsd !== undefined ? dollars(spent.costUsd) : number((spent.inputTokens ?? 0) + (spent.outputTokens ?? 0))),
        h("span", {}, spent.costUsd !== null && spent.costUsd !== undefined ? `spent, ${plural(spent.inputTokens + spent.outputTokens, "token")}` : "tokens spent"))),
    quiet && empty("Nothing happened", "No run ended, waits or was decided in this time."),
    part("Look at these", told.risks, (risk) => [runLink(risk), h("span", { class: "quiet" }, risk.why)]),
    part("Waiting for you", told.waiting, (item) => [h("a", { href: link(["runs", item.runId]) }, item.title), h("span", { class: "quiet" }, "since ", ago(item.openedAt)), usageText(item.usage) && h("span", { class: "quiet" }, usageText(item.usage))], counts.waiting),
    part("Failed", told.failed, runLine, counts.failed),
    part("Finished", told.finished, runLine, counts.finished),
    part("Commits", told.commits, (commit) => [h("span", { class: "mono" }, String(commit.sha).slice(0, 12)), h("span", {}, "on ", h("span", { class: "mono" }, commit.branch)), runLink(commit), commit.approvedBy && h("span", { class: "quiet" }, `approved by ${commit.approvedBy}`),
      commit.reverted && h("span", { class: "quiet" }, `taken back by ${commit.reverted.by}`), commit.revertUrl && takeBackButton(commit, changed, signal)]),
    part("Decisions", told.decisions, (decision) => [h("b", {}, sentence(decision.decision)), h("span", {}, "by ", decision.by), runLink(decision), decision.text && h("span", { class: "quiet" }, `“${decision.text}”`), h("span", { class: "quiet" }, ago(decision.at))]),
    part("Rejected", told.rejected, runLine, counts.rejected),
    part("Terminated", told.terminated, runLine, counts.terminated),
    part("Running", told.running, runLine, counts.running));
}

function part(title, items, line, count) {
  if (!items?.length) {
    return null;
  }
  const more = (count ?? items.length) - items.length;
  return h("section", { class: "panel" }, h("header", {}, h("h2", {}, title), h("span", { class: "quiet" }, number(Math.max(count ?? 0, items.length)))),
    h("ul", { class: "plain" }, items.map((item) => h("li", {}, line(item))), more > 0 && h("li", { class: "quiet" }, `and ${number(more)} more`)));
}

function runLine(run) {
  return [pill(stateOf(run)), runLink(run), run.error?.message ? h("span", { class: "quiet" }, run.error.message) : run.message && h("span", { class: "quiet" }, run.message),
    usageText(run.usage) && h("span", { class: "quiet" }, usageText(run.usage)), run.lastUpdatedAt && h("span", { class: "quiet" }, ago(run.lastUpdatedAt))];
}

function runLink({ runId, label }) {
  return h("a", { href: link(["runs", runId]) }, label || runId);
}

function visited() {
  try {
    return localStorage.getItem(LAST);
  } catch {
    return null;
  }
}

function remember() {
  try {
    localStorage.setItem(LAST, new Date().toISOString());
  } catch {
    // Then there is no such button the next time.
  }
}
