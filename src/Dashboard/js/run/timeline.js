// What ran, how long, how often; what was replayed after a restart; and where it waits now.
import { get, path, Problem } from "../api.js";
import { h, keyed, replace, vars } from "../dom.js";
import { latest } from "../live.js";
import { problem } from "../parts.js";
import { plural, sentence } from "../text.js";
import { clock, duration, lasted, moment } from "../time.js";
import { forkButton } from "./fork.js";

// The steps that ask a model; what asks none takes no other words.
const ASKS = ["AskModel", "AskAgent", "agent"];

export function timeline(runId, signal) {
  const base = `v1/runs/${path(runId)}`;
  const list = h("ol", { class: "rows timeline", "aria-label": "Timeline" });
  const note = h("div", {});
  const node = h("div", { class: "stack tight" }, note, list);
  let seen = "";

  const load = latest(async () => {
    let told;
    try {
      told = await get(`${base}/timeline`, {}, signal);
    } catch (error) {
      if (error.name !== "AbortError") {
        list.hidden = true;
        replace(note, error instanceof Problem && error.status === 404 ? h("p", { class: "quiet" }, "This host tells no timeline.") : problem(error, load));
      }
      return;
    }
    list.hidden = told.steps.length === 0;
    replace(note, told.steps.length === 0 && h("p", { class: "quiet" }, "Nothing has run yet."));
    const steps = lines(told);
    // The bars move with the time: nothing else of a line is drawn anew for that, least of all a button that somebody is about to press.
    keyed(list, steps.map(({ from, part, ...line }) => line), (line) => line.key, () => h("li", {}), (node, line) => draw(node, line, runId, signal));
    steps.forEach(({ from, part }, index) => vars(list.children[index].querySelector(".span i"), { from, part }));
  });

  return {
    node,
    async update(run, anew = false) {
      const look = `${run.lastUpdatedAt} ${run.status}`;
      if (look !== seen || anew) {
        seen = look;
        await load();
      }
    },
  };
}

// Steps and recoveries in the order of their time, with each step's place in the whole.
function lines({ steps, recoveries, waitingFor }) {
  const from = Math.min(...steps.map((step) => Date.parse(step.startedAt)));
  const to = Math.max(...steps.map((step) => step.endedAt ? Date.parse(step.endedAt) : Date.now()));
  const whole = Math.max(to - from, 1);
  const open = steps.filter((step) => !step.endedAt && step.kind !== "activity" && ["waiting", "running"].includes(step.state));
  const waiting = open.filter((step) => step.state === "waiting");
  const all = steps.map((step, index) => ({
    key: `step-${step.id ?? index}`,
    at: step.startedAt,
    step,
    // Said once: at what waits, or at what has not ended.
    waitingFor: (waiting.length > 0 ? waiting : open).includes(step) ? waitingFor : null,
    from: (Date.parse(step.startedAt) - from) / whole,
    part: ((step.endedAt ? Date.parse(step.endedAt) : to) - Date.parse(step.startedAt)) / whole,
  }));
  for (const [index, recovery] of (recoveries ?? []).entries()) {
    all.push({ key: `recovery-${index}`, at: recovery.at, recovery });
  }
  return all.sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

function draw(node, line, runId, signal) {
  if (line.recovery) {
    node.className = "recovery";
    replace(node, h("div", { class: "what" }, h("b", {}, "Rebuilt from its history"), " ", clock(line.at),
      h("span", { class: "note" }, `${plural(line.recovery.eventsReplayed, "event was", "events were")} replayed; the steps above did not run again.`)));
    return;
  }
  const { step, waitingFor } = line;
  const attempts = step.attempts ?? [];
  const failed = attempts.filter((attempt) => attempt.error);
  node.className = look(step.state);
  replace(node,
    h("div", { class: "what" },
      h("b", {}, step.title || sentence(step.name)), " ", step.round && h("span", { class: "tag" }, `round ${step.round}`), " ",
      h("span", { class: "small quiet" }, [stateWord(step), attempts.length > 1 ? plural(attempts.length, "attempt") : null].filter(Boolean).join(" · ")), " ",
      step.forkable && forkButton(runId, step.forkable, ASKS.includes(step.name), signal),
      failed.map((attempt) => h("span", { class: "note bad" }, attempt.startedAt && [clock(attempt.startedAt), " "], attempt.error)),
      (waitingFor || step.waitsFor) && h("span", { class: "note" }, wait(waitingFor?.what ?? step.waitsFor), waitingFor?.since && [" (since ", moment(waitingFor.since), ")"])),
    h("span", { class: "span", "aria-hidden": "true" }, h("i", {})),
    h("span", { class: "took" }, step.endedAt ? h("span", { class: "number", title: `${step.startedAt} to ${step.endedAt}` }, lasted(step.seconds ?? (Date.parse(step.endedAt) - Date.parse(step.startedAt)) / 1000)) : duration(step.startedAt, null)));
}

// What it waits for is a thing ("its time"), or a sentence that says all of it.
function wait(what) {
  return /^\p{Lu}/u.test(what) ? what : `Waits for ${what}`;
}

function look(state) {
  return { done: "done", completed: "done", failed: "failed", running: "running", waiting: "waiting", suspended: "waiting" }[state] ?? "";
}

function stateWord({ state, kind }) {
  return [kind === "activity" ? null : kind, state === "done" ? null : state].filter(Boolean).join(", ");
}
