// The agents of a run: what each did turn by turn, with the output of its tools, and what that cost.
import { get } from "../api.js";
import { codeFile } from "../code/file.js";
import { h, keyed, kept, replace } from "../dom.js";
import { latest } from "../live.js";
import { pill, problem, usageText } from "../parts.js";
import { cut, number, plural, sentence, words } from "../text.js";
import { duration, lasted } from "../time.js";
import { forkButton } from "./fork.js";
import { rolesOf, rolesTable } from "./roles.js";
import { owner } from "./task.js";

const STATES = { running: ["run", "Working"], waiting: ["warn", "Waiting"], done: ["ok", "Done"], failed: ["bad", "Failed"], stopped: ["idle", "Stopped"] };
const CALLS = { running: ["run", "Running"], done: ["ok", "Done"], failed: ["bad", "Failed"] };
const MOST_SHOWN = 160;

export function agents(base, signal) {
  const roles = h("div", {});
  const list = h("div", { class: "stack tight" });
  const note = h("div", {});
  const views = new Map();
  let seen = "";
  let runId = "";

  const load = latest(async () => {
    let told;
    try {
      told = await get(`${base}/agents`, { turns: "false" }, signal);
    } catch (error) {
      if (error.name !== "AbortError") {
        replace(note, problem(error, load));
      }
      return;
    }
    replace(note, told.agents.length === 0 && h("p", { class: "quiet" }, "No agent has begun yet."));
    replace(roles, told.agents.length > 0 && rolesTable(rolesOf(told.agents)));
    const newest = [...told.agents].reverse();
    keyed(list, newest, (agent) => agent.agent, (agent) => {
      const view = agentView(base, runId, agent.agent, newest[0] === agent, signal);
      views.set(agent.agent, view);
      return view.node;
    }, (_, agent) => views.get(agent.agent).update(agent));
  });

  return {
    node: h("div", { class: "stack" }, note, roles, list),
    async update(run, anew = false) {
      runId = run.runId;
      const look = `${run.lastUpdatedAt} ${run.status}`;
      if (look !== seen || anew) {
        seen = look;
        await load();
      }
    },
  };
}

function agentView(base, runId, name, open, signal) {
  const head = h("summary", {});
  const facts = h("div", { class: "stack tight" });
  const files = h("div", { class: "stack tight" });
  const list = h("ol", { class: "turns", "aria-label": `Turns of ${name}` });
  const note = h("div", {});
  let agent = null;
  let loaded = "";

  // Turns are read only for who looks, and again only when something of the agent has changed.
  const load = latest(async () => {
    const look = JSON.stringify([agent?.turns, agent?.toolCalls, agent?.doing, agent?.state]);
    if (!details.open || !agent || look === loaded) {
      return;
    }
    loaded = look;
    try {
      const told = (await get(`${base}/agents`, { agent: name }, signal)).agents[0];
      replace(note, told?.turnsTruncated && h("p", { class: "small quiet" }, `These are the last ${told.turnList.length} turns.`));
      keyed(list, [...(told?.turnList ?? [])], (turn) => `${turn.childId} ${turn.turn}`, () => h("li", {}), (node, turn) => drawTurn(node, runId, turn, signal));
    } catch (error) {
      if (error.name !== "AbortError") {
        loaded = "";
        replace(note, problem(error, load));
      }
    }
  });
  const details = h("details", { class: "panel round agent", open, on: { toggle: load } }, head, h("div", { class: "body" }, facts, files, note, list));

  return {
    node: h("div", {}, details),
    update(told) {
      agent = told;
      const usage = usageText(told.usage);
      replace(head, h("h3", {}, name), pill(Object.hasOwn(STATES, told.state) ? STATES[told.state] : ["idle", told.state]),
        h("span", { class: "small quiet" }, [
          `${plural(told.turns, "turn")} of ${number(told.maxTurns)}`, plural(told.toolCalls, "tool call"), usage, told.model,
        ].filter(Boolean).join(" · ")),
        h("span", { class: "grow" }), h("span", { class: "small quiet number" }, duration(told.startedAt, told.endedAt)));
      replace(facts,
        told.doing && h("p", { class: "small" }, told.doing),
        told.reason && h("p", { class: `notice ${told.state === "failed" ? "bad" : "warn"}` }, told.end ? `${sentence(told.end)}: ` : "", told.reason),
        told.attempts.length > 0 && h("ul", { class: "small" }, told.attempts.map((attempt) => h("li", {},
          `Turn ${attempt.turn}, ${attempt.attempt > 0 ? `attempt ${attempt.attempt}` : "not reached"}: ${attempt.reason}`))));
      // What somebody has opened stays open while the agent works.
      keyed(files, [["Instructions", told.instructions], ["Prompt", told.prompt], ["Answer", told.answer]].filter(([, artifact]) => artifact), ([label]) => label,
        () => h("div", {}), (node, [label, artifact]) => replace(node, codeFile(owner(artifact, runId), artifact, { label, signal })));
      load();
    },
  };
}

function drawTurn(node, runId, turn, signal) {
  const file = (artifact, label) => kept(node, `${artifact.name} ${artifact.sha256}`, () => codeFile(owner(artifact, runId), artifact, { label, signal }));
  node.className = ["done", "failed", "running"].includes(turn.state) ? turn.state : "";
  replace(node,
    h("div", { class: "what" }, h("b", {}, `Turn ${turn.turn}`), " ",
      h("span", { class: "small quiet" }, [turn.state === "done" ? null : words(turn.state), turn.model, usageText(turn.usage), turn.attempts > 1 ? plural(turn.attempts, "attempt") : null].filter(Boolean).join(" · ")),
      h("span", { class: "grow" }), h("span", { class: "small quiet number" }, turn.state === "running" ? duration(turn.startedAt, null) : lasted(turn.seconds)),
      turn.forkable && forkButton(runId, turn.forkable, true, signal)),
    turn.reason && h("p", { class: "small notice warn" }, turn.reason),
    turn.calls.map((call) => h("div", { class: "call" },
      h("div", { class: "what" }, pill(callState(call)), !call.summary?.startsWith(call.name) && h("span", { class: "mono" }, call.name),
        h("span", { class: "small grow" }, call.summary ?? ""), call.seconds !== null && h("span", { class: "small quiet number" }, lasted(call.seconds))),
      call.arguments && h("p", { class: "small mono quiet" }, cut(call.arguments, MOST_SHOWN)),
      call.stored && file(call.stored, "What it was called with"),
      call.output && file(call.output, "Output"))),
    turn.record && file(turn.record, "All of the turn"));
}

function callState({ state, refused }) {
  return refused ? ["warn", "Refused"] : Object.hasOwn(CALLS, state) ? CALLS[state] : ["idle", words(state)];
}
