// The runs, newest first, as they change.
import { get } from "../api.js";
import { h, keyed, replace } from "../dom.js";
import { latest, listen } from "../live.js";
import { countInbox } from "../shell.js";
import { empty, liveSign, pill, problem, stateOf, usageText, waits } from "../parts.js";
import { link, note } from "../router.js";
import { originOf } from "../run/origin.js";
import { may } from "../session.js";
import { ago, duration } from "../time.js";
import { startExamples, startRun, startTask } from "./start.js";

const PAGE = 50;
const SEARCH_AFTER = 250;
const FILTERS = [
  ["", "All"], ["queued,running", "Running"], ["suspended", "Suspended"], ["finished", "Finished"], ["failed", "Failed"], ["terminated", "Terminated"],
];

export default {
  async open(main, { query }, signal) {
    const filter = { status: query.get("status") ?? "", search: query.get("search") ?? "" };
    const runs = new Map();
    let continuation = null;
    let listening = new AbortController();
    const live = liveSign();
    const list = h("ul", { class: "rows runs", "aria-label": "Runs" });
    const below = h("div", {});
    const chips = h("div", { class: "chips", role: "group", "aria-label": "Status" });
    const search = h("input", { type: "search", placeholder: "Search name or id", "aria-label": "Search runs", value: filter.search, spellcheck: "false", autocomplete: "off" });

    replace(main,
      h("div", { class: "head" }, h("h1", {}, "Runs"), live.node, h("span", { class: "grow" }), h("div", { class: "actions" },
        may("run") && h("button", { type: "button", class: "button", on: { click: startExamples } }, "Run the examples"),
        may("run") && h("button", { type: "button", class: "button", on: { click: startTask } }, "Implement a task"),
        may("run") && h("button", { type: "button", class: "button main", on: { click: startRun } }, "New run"))),
      h("div", { class: "toolbar" }, chips, h("span", { class: "grow" }), search), list, below);

    const draw = () => {
      const lines = [...runs.values()].sort((a, b) => Date.parse(b.createdAt) - Date.parse(a.createdAt) || b.runId.localeCompare(a.runId));
      keyed(list, lines, (run) => run.runId, () => h("li", {}), drawLine);
      list.hidden = lines.length === 0;
      replace(below, lines.length === 0 ? nothing(filter) : continuation && h("div", { class: "more" }, h("button", { type: "button", class: "button", on: { click: more } }, "Load more")));
    };
    const page = (next) => get("v1/runs", { ...filter, top: PAGE, continuation: next }, signal);
    const more = async (event) => {
      event.currentTarget.disabled = true;
      try {
        const { runs: found, continuation: next } = await page(continuation);
        continuation = next;
        found.forEach((run) => runs.set(run.runId, run));
        draw();
      } catch (error) {
        if (!signal.aborted) {
          replace(below, problem(error, more));
        }
      }
    };
    // Many may change at once; they are drawn together.
    let drawing = 0;
    const soon = () => {
      drawing ||= requestAnimationFrame(() => {
        drawing = 0;
        draw();
      });
    };
    const load = latest(async () => {
      const asked = JSON.stringify(filter);
      const { runs: found, continuation: next } = await page();
      if (signal.aborted || asked !== JSON.stringify(filter)) {
        return;
      }
      continuation = next;
      runs.clear();
      found.forEach((run) => runs.set(run.runId, run));
      draw();
    });
    const follow = () => {
      listening.abort();
      listening = new AbortController();
      listen("v1/events", { ...filter, top: PAGE }, {
        state(state) {
          live.tell(state);
          if (state === "again") {
            load().catch(() => {});
          }
        },
        run(run) {
          const before = runs.get(run.runId);
          runs.set(run.runId, run);
          soon();
          if (before && waits(before) !== waits(run)) {
            countInbox();
          }
        },
        gone({ runId }) {
          runs.delete(runId);
          soon();
        },
      }, AbortSignal.any([signal, listening.signal]));
    };
    const change = async () => {
      note(["runs"], filter);
      drawChips();
      list.setAttribute("aria-busy", "true");
      try {
        await load();
        follow();
      } catch (error) {
        if (!signal.aborted) {
          list.hidden = true;
          replace(below, problem(error, change));
        }
      }
      list.removeAttribute("aria-busy");
    };
    const drawChips = () => keyed(chips, FILTERS.map(([status, word]) => ({ status, word, on: status === filter.status })), (item) => item.word,
      (item) => h("button", { type: "button", on: { click: () => { filter.status = item.status; change(); } } }, item.word),
      (button, item) => button.setAttribute("aria-pressed", String(item.on)));

    let typed;
    search.addEventListener("input", () => {
      clearTimeout(typed);
      typed = setTimeout(() => {
        filter.search = search.value.trim();
        change();
      }, SEARCH_AFTER);
    });
    drawChips();
    await load();
    follow();
  },
};

function drawLine(node, run) {
  const usage = usageText(run.usage);
  const ended = ["finished", "failed", "terminated"].includes(run.status);
  const place = node.firstElementChild ?? node.appendChild(h("a", { class: "row", "data-line": "", href: link(["runs", run.runId]) }));
  replace(place,
    h("span", { class: "state" }, pill(stateOf(run))),
    h("span", { class: "name" }, h("b", {}, run.label || run.workflow), h("span", { class: "id" }, run.runId)),
    h("span", { class: "now" },
      h("span", { class: "what" }, ended ? ending(run) : run.message ?? ""),
      !ended && run.steps && h("span", { class: "meter", "aria-hidden": "true" }, h("i", { class: waits(run) ? "warn" : "", vars: { part: run.progress } }))),
    h("span", { class: "end cost" }, usage ? usage.split(" · ").map((part) => h("div", {}, part)) : null),
    h("span", { class: "end when" }, ago(run.createdAt), " ", h("small", { class: "nowrap" }, ended ? "took " : "for ", duration(run.createdAt, ended ? run.lastUpdatedAt : null))));
  // Beside the line, which is a link itself.
  if (run.forkedFrom && !place.nextElementSibling) {
    node.append(h("p", { class: "origin" }, originOf(run.forkedFrom)));
  }
}

function ending(run) {
  return [run.status === "finished" ? run.message : run.message && `Stopped at: ${run.message}`, run.model && `by ${run.model}`].filter(Boolean).join(" · ");
}

function nothing(filter) {
  return filter.status || filter.search
    ? empty("Nothing found", "No run fits this filter.")
    : empty("No runs yet",
      "A run turns an OpenAPI document into tests that compile and ran. Start with the examples: they need no key and no server, and run against a sample API in this host.",
      may("run") && h("button", { type: "button", class: "button main", on: { click: startExamples } }, "Run the examples"),
      may("run") && h("button", { type: "button", class: "button", on: { click: startRun } }, "Bring a document"));
}
