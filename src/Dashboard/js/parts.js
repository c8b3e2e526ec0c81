// What pages share: statuses, empty and failed states, figures of usage.
import { say } from "./announce.js";
import { h } from "./dom.js";
import { dollars, number, words } from "./text.js";

// The steps at which a run does nothing until somebody decides.
const WAITS = ["approve", "approvePlan", "topUp"];

/** Whether a run waits for a human. */
export function waits(run) {
  return run.status === "running" && WAITS.includes(run.stage);
}

/** A run's state as a colour and a word. */
export function stateOf(run) {
  switch (run.status) {
    case "running":
      return waits(run) ? ["warn", "Waiting for you"] : run.stage === "infrastructure" ? ["warn", "Waiting for a service"] : ["run", "Running"];
    case "finished":
      return {
        testsPassed: ["ok", "Tests passed"], checked: ["ok", "Checked"], testsFailed: ["bad", "Tests failed"], rejected: ["idle", "Rejected"],
        passed: ["ok", "Passed"], roundsUsedUp: ["bad", "Not passed"], skipped: ["bad", "Needs a person"], stuck: ["bad", "Stuck"], agentFailed: ["bad", "Agent failed"],
      }[run.outcome] ?? ["ok", run.outcome ? words(run.outcome) : "Finished"];
    case "failed":
      return ["bad", "Failed"];
    case "suspended":
      return ["warn", "Suspended"];
    case "terminated":
      return ["idle", "Terminated"];
    default:
      return ["idle", run.status === "queued" ? "Queued" : words(run.status)];
  }
}

/** The verdict on a task. */
export function verdictPill(verdict) {
  return verdict ? pill(verdict.passed ? ["ok", "PASS"] : ["bad", verdict.continue ? "FAIL, goes on" : "FAIL, needs a person"]) : pill(["idle", "No verdict"]);
}

export function pill([kind, word]) {
  return h("span", { class: `pill ${kind}` }, word);
}

/** What model calls used; null where nothing was. */
export function usageText(usage) {
  // The offline model uses nothing, and that is not worth a line.
  const tokens = usage ? usage.inputTokens + usage.outputTokens : 0;
  if (tokens === 0 && !usage?.costUsd) {
    return null;
  }
  return [tokens > 0 ? `${number(tokens)} tokens` : null, usage.costUsd !== null && usage.costUsd !== undefined ? dollars(usage.costUsd) : null].filter(Boolean).join(" · ");
}

/** A failure in place of what was asked for, with a way to try again. */
export function problem(error, again) {
  return h("div", { class: "empty", role: "alert" },
    h("h2", {}, error.title ?? "Something went wrong"),
    h("p", { class: "lines" }, error.message),
    again && h("button", { type: "button", class: "button", on: { click: again } }, "Try again"));
}

export function empty(title, text, ...actions) {
  return h("div", { class: "empty" }, h("h2", {}, title), h("p", {}, text), h("div", { class: "actions" }, actions));
}

/** Where live updates stand. */
export function liveSign() {
  const sign = h("span", { class: "live" }, "Connecting");
  return {
    node: sign,
    tell(state) {
      sign.className = `live ${state === "off" ? "off" : "on"}`;
      sign.textContent = state === "off" ? "Reconnecting" : "Live";
      sign.title = state === "off" ? "The host does not answer; what you see is the last that it told." : "What you see changes as it happens.";
    },
  };
}

export function fact(name, ...value) {
  return h("div", {}, h("dt", {}, name), h("dd", {}, value));
}

export function copyButton(text, what) {
  return h("button", {
    type: "button", class: "button slim", "aria-label": `Copy ${what}`, on: {
      async click(event) {
        const button = event.currentTarget;
        try {
          await navigator.clipboard.writeText(text());
          button.textContent = "Copied";
          say("Copied");
        } catch {
          button.textContent = "Not allowed";
        }
        setTimeout(() => (button.textContent = "Copy"), 2000);
      },
    },
  }, "Copy");
}
