// One run: where it stands, what it waits for, and everything that it did.
import { get, path, Problem } from "../api.js";
import { h, replace } from "../dom.js";
import { latest, listen } from "../live.js";
import { liveSign, stateOf } from "../parts.js";
import { countInbox } from "../shell.js";
import { say } from "../announce.js";
import { summary } from "../run/summary.js";
import { gatePanel } from "../run/gate.js";
import { actions } from "../run/actions.js";
import { tabs } from "../run/tabs.js";
import { timeline } from "../run/timeline.js";
import { rounds } from "../run/rounds.js";
import { results } from "../run/results.js";
import { artifacts } from "../run/artifacts.js";
import { taskRounds } from "../run/task.js";
import { agents } from "../run/agents.js";

let current = null;

export default {
  async open(main, { parts }, signal) {
    const id = parts[1];
    const live = liveSign();
    const base = `v1/runs/${path(id)}`;
    let run = await get(base, {}, signal);

    const heading = h("h1", {}, run.label || run.workflow);
    const controls = actions(id, () => refresh(), signal);
    const head = summary(run, () => refresh(), signal);
    const gate = gatePanel(id, () => refresh(), () => { countInbox(); views.update(run, true); }, signal);
    const [told, kept] = [["timeline", "Timeline", timeline(id, signal)], ["artifacts", "Artifacts", artifacts(base, signal)]];
    const views = tabs(["runs", id], run.workflow === "implement-task"
      ? [["rounds", "Rounds", taskRounds(signal)], ["agents", "Agents", agents(base, signal)], told, kept]
      : [told, ["rounds", "Rounds", rounds(base, signal)], ["results", "Tests", results(base, signal)], kept]);
    replace(main,
      h("p", { class: "crumbs" }, h("a", { href: "#/runs" }, "Runs"), " / ", h("span", { class: "mono" }, id)),
      h("div", { class: "head" }, heading, live.node, h("span", { class: "grow" }), controls.node),
      h("div", { class: "stack" }, head.node, gate.node),
      views.node);

    let state = "";
    const draw = async () => {
      replace(heading, run.label || run.workflow);
      controls.update(run);
      head.update(run);
      const now = stateOf(run)[1];
      if (state !== now) {
        // Whoever comes to it hears how it stands, and then of what has changed.
        say(state ? `The run is now: ${now}` : now);
        if (state) {
          countInbox();
        }
      }
      state = now;
      await Promise.all([gate.update(run), views.update(run)]);
    };
    const refresh = latest(async () => {
      try {
        run = await get(base, {}, signal);
        await draw();
      } catch (error) {
        if (error instanceof Problem && error.status === 404) {
          gone();
        }
      }
    });
    const gone = () => replace(main, h("div", { class: "empty" }, h("h1", {}, "This run is gone"), h("p", {}, `${id} was purged.`), h("a", { class: "button", href: "#/runs" }, "To the runs")));

    current = { move: (asked) => views.choose(asked.parts[2]) };
    views.choose(parts[2]);
    await draw();
    listen(`${base}/events`, {}, {
      state(now) {
        live.tell(now);
        if (now === "again") {
          refresh();
        }
      },
      run(told) {
        if (told.lastUpdatedAt !== run.lastUpdatedAt || told.status !== run.status) {
          refresh();
        }
      },
      // An agent or a gate of the run; the run itself has not changed.
      children: latest(() => views.update(run, true)),
      gone,
    }, signal);
  },

  /** Another tab of the same run. */
  move(asked) {
    return current?.move(asked) ?? false;
  },
};
