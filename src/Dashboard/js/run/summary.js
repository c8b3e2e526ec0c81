// The head of a run: state, steps, and the facts that people ask for first.
import { h, replace } from "../dom.js";
import { copyButton, fact, pill, stateOf, usageText, verdictPill, waits } from "../parts.js";
import { dollars, number, plural, sentence, words } from "../text.js";
import { duration, moment } from "../time.js";
import { link } from "../router.js";
import { takeBackButton } from "./revert.js";

const STEPS = ["understand", "prompt", "model", "extract", "format", "check", "execute", "approve", "commit", "done"];
const TASK_STEPS = ["open", "plan", "approvePlan", "implement", "test", "review", "document", "approve", "commit", "done"];
const DELIVERY = ["approve", "commit"];
const ENDED = ["finished", "failed", "terminated"];

export function summary(first, changed, signal) {
  const node = h("section", { class: "panel summary", "aria-label": "Summary" });
  let look = "";
  const update = (run) => {
    const { artifacts, results, ...rest } = run;
    if (JSON.stringify(rest) !== look) {
      look = JSON.stringify(rest);
      replace(node, draw(run, changed, signal));
    }
  };
  update(first);
  return { node, update };
}

function draw(run, changed, signal) {
  const ended = ENDED.includes(run.status);
  const usage = usageText(run.usage);
  return [
    h("div", { class: "idline" }, pill(stateOf(run)), run.message && h("span", {}, run.message), h("span", { class: "grow" }),
      h("span", { class: "mono" }, run.runId), copyButton(() => run.runId, "the run's id")),
    steps(run),
    h("dl", { class: "facts" },
      fact("Started", moment(run.createdAt)),
      fact(ended ? "Took" : "Running for", duration(run.createdAt, ended ? run.lastUpdatedAt : null)),
      fact("Workflow", run.workflow),
      run.forkedFrom && fact("Forked from", h("a", { class: "mono", href: link(["runs", run.forkedFrom.runId]) }, run.forkedFrom.runId), " ", h("span", { class: "small quiet" }, `at ${run.forkedFrom.step}`)),
      run.model && fact("Model", run.model),
      run.round && fact("Round", run.maxRounds ? `${run.round} of ${run.maxRounds}` : run.round),
      run.task?.verdict && fact("Verdict", verdictPill(run.task.verdict)),
      run.tests && fact("Tests", `${run.tests.passed} of ${run.tests.total} passed`),
      usage && fact("Used", usage),
      run.budget && fact("Budget", budget(run.budget))),
    run.task && outcome(run.task, ended),
    run.failover && h("p", { class: "small quiet" }, `Written by the offline model: ${run.failover}`),
    run.error && h("div", { class: "notice bad", role: "alert" }, h("b", {}, run.error.type === "terminated" ? "" : `${run.error.type}: `), run.error.message),
    run.refusal && h("div", { class: "notice warn" }, `The tests were not run: ${run.refusal}`),
    run.delivery && delivery(run, changed, signal),
  ];
}

function outcome(task, ended) {
  const { conflicts = [] } = task;
  return [
    task.isDemo && h("p", { class: "small quiet" }, "project/tasks/current.md says nothing, so this is the demo task."),
    ended && task.reason && h("div", { class: "notice warn" }, task.reason),
    task.reportsFolder && h("p", { class: "small quiet" }, "Reports are in ", h("span", { class: "mono" }, task.reportsFolder)),
    task.reportsProblem && h("p", { class: "small quiet" }, task.reportsProblem),
    task.folder && h("p", { class: "small quiet" }, Number.isInteger(task.written) ? `${plural(task.written, "file")} written to ` : ended ? "Nothing was written to " : "For the folder ", h("span", { class: "mono" }, task.folder)),
    conflicts.length > 0 && h("div", { class: "notice warn" }, `Changed meanwhile and left alone, though they are in the commit: ${conflicts.join(", ")}`),
  ];
}

function steps(run) {
  const count = run.steps ?? 0;
  if (count < 2 || !run.stage) {
    return null;
  }
  const names = namesOf(run, count);
  const stopped = run.status === "failed" || run.status === "terminated";
  const place = (number) => (number < run.step || run.status === "finished" ? "done" : number > run.step ? "" : stopped ? "stopped" : waits(run) ? "now waits" : "now");
  return h("ol", { class: "steps", "aria-label": `Step ${run.step} of ${count}: ${words(run.stage)}` },
    Array.from({ length: count }, (_, index) => {
      const name = index + 1 === run.step ? words(run.stage) : words(names[index]);
      const now = place(index + 1);
      return h("li", { class: now, title: sentence(name), "aria-current": now.startsWith("now") ? "step" : null }, name);
    }));
}

function namesOf(run, count) {
  if (run.workflow === "implement-task") {
    return count === TASK_STEPS.length ? TASK_STEPS : TASK_STEPS.filter((step) => step !== "approvePlan");
  }
  // Runs that deliver nothing have neither a human's step nor a commit.
  return count === STEPS.length ? STEPS : STEPS.filter((step) => !DELIVERY.includes(step)).slice(-count);
}

function budget({ limit, spent, reserved }) {
  const side = (amount) => amount && [amount.usd !== null && amount.usd !== undefined && dollars(amount.usd), amount.tokens !== null && amount.tokens !== undefined && plural(amount.tokens, "token")].filter(Boolean).join(" / ");
  return [`${side(spent) || number(0)} of ${side(limit) || "no limit"}`, side(reserved) && reserved.tokens > 0 && h("small", { class: "quiet" }, ` (${side(reserved)} reserved)`)];
}

function delivery(run, changed, signal) {
  const { decision, by, text, commit, revert, revertUrl, revertNote } = run.delivery;
  return h("div", { class: `notice ${commit && !revert ? "ok" : ""}` },
    h("b", {}, revert ? "Committed, and taken back" : commit ? "Committed" : sentence(decision)), ` – decided by ${by}${text ? `: ${text}` : ""}`,
    commit && h("dl", { class: "facts commit" },
      fact("Commit", h("span", { class: "mono", "data-sha": commit.sha }, commit.sha), " ", copyButton(() => commit.sha, "the commit's id")),
      fact("Branch", h("span", { class: "mono" }, commit.branch)),
      fact("Repository", h("span", { class: "mono" }, commit.repository)),
      revert && fact("Taken back", `by ${revert.by} `, moment(revert.at)),
      revert && fact("By commit", h("span", { class: "mono", "data-revert": revert.sha }, revert.sha), " ", copyButton(() => revert.sha, "the id of the commit that took it back"))),
    revertNote && h("p", { class: "small" }, revertNote),
    revertUrl && takeBackButton(run, changed, signal));
}
