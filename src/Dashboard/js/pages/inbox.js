// Everything that waits for a human, the most urgent first; many can be decided at once.
import { say, toast } from "../announce.js";
import { get, send } from "../api.js";
import { ask } from "../dialogs.js";
import { h, keyed, replace } from "../dom.js";
import { latest, listen, twice } from "../live.js";
import { empty, liveSign, pill, problem, usageText } from "../parts.js";
import { link } from "../router.js";
import { DECISIONS } from "../run/gate.js";
import { originOf } from "../run/origin.js";
import { may, who } from "../session.js";
import { countInbox } from "../shell.js";
import { plural, sentence } from "../text.js";
import { ago } from "../time.js";

const TOP = 100;
// What needs words of its own for each gate is decided on the page of its run.
const SEVERAL = ["Approve", "Reject"];
const SOON = 24 * 3600 * 1000;

export default {
  async open(main, asked, signal) {
    const live = liveSign();
    const picked = new Set();
    let items = [];
    let total = 0;
    const list = h("ul", { class: "rows inbox", "aria-label": "Waiting" });
    const below = h("div", {});
    const bulk = h("div", { class: "bulk", role: "group", "aria-label": "Decide the selected", hidden: true });
    const count = h("span", { class: "quiet" });
    replace(main, h("div", { class: "head" }, h("h1", {}, "Inbox"), count, live.node), list, bulk, below);

    const drawBulk = () => {
      const chosen = items.filter((item) => picked.has(item.gateId));
      bulk.hidden = chosen.length === 0;
      replace(bulk, h("b", {}, `${chosen.length} selected`),
        h("button", { type: "button", class: "link", on: { click: () => { items.forEach((item) => picked.add(item.gateId)); draw(); } } }, "Select all shown"),
        h("button", { type: "button", class: "link", on: { click: () => { picked.clear(); draw(); } } }, "Clear"),
        h("span", { class: "grow" }),
        SEVERAL.map((kind) => {
          const allowed = chosen.every((item) => item.decisions.includes(kind));
          return h("button", {
            type: "button", class: `button ${DECISIONS[kind][1]}`, "data-decision": kind, disabled: !allowed || !may("decide"),
            title: allowed ? null : `Not every selected gate allows '${DECISIONS[kind][0]}'`, on: { click: () => decide(kind, chosen) },
          }, `${DECISIONS[kind][0]} ${chosen.length}`);
        }));
    };
    const draw = () => {
      count.textContent = total > 0 ? plural(total, "decision") : "";
      list.hidden = items.length === 0;
      keyed(list, items.map((item) => ({ item, on: picked.has(item.gateId) })), ({ item }) => item.gateId, () => h("li", {}), (node, { item, on }) => drawItem(node, item, on, toggle));
      replace(below, items.length === 0 ? empty("Nothing waits for you", "Runs that stop at a gate, or at the limit of their budget, appear here by themselves.", h("a", { class: "button", href: "#/runs" }, "To the runs"))
        : total > items.length && h("p", { class: "more quiet" }, `The first ${items.length} of ${total}; the others come up as these are decided.`));
      drawBulk();
    };
    const toggle = (gateId, on) => {
      on ? picked.add(gateId) : picked.delete(gateId);
      draw();
    };
    const load = latest(async () => {
      const told = await get("v1/inbox", { top: TOP }, signal);
      if (signal.aborted) {
        return;
      }
      if (items.length > 0 && told.total > total) {
        say(`${plural(told.total, "decision")} waiting`);
      }
      // How long each waits is seen by its opening, and changes with every answer: lines are not drawn anew for that.
      items = told.items.map(({ waitingSeconds, ...item }) => item);
      ({ total } = told);
      [...picked].filter((id) => !items.some((item) => item.gateId === id)).forEach((id) => picked.delete(id));
      draw();
    });
    const decide = async (kind, chosen) => {
      const answer = await ask({
        title: `${DECISIONS[kind][0]} ${plural(chosen.length, "gate")}?`,
        content: h("div", { class: "stack" },
          h("ul", { class: "small" }, chosen.slice(0, 8).map((item) => h("li", {}, item.title)), chosen.length > 8 && h("li", { class: "quiet" }, `and ${chosen.length - 8} more`)),
          h("div", { class: "field" }, h("label", { for: "text" }, "What you say with it"), h("textarea", { id: "text", name: "text", maxlength: 4000, rows: 2 })),
          !who().keyRequired && h("div", { class: "field" }, h("label", { for: "by" }, "Decide as"), h("input", { type: "text", id: "by", name: "by", maxlength: 100, placeholder: "local", autocomplete: "username" }))),
        yes: `${DECISIONS[kind][0]} ${chosen.length}`,
        danger: kind === "Reject",
      });
      if (!answer) {
        return;
      }
      try {
        const { results } = await send("POST", "v1/inbox/decisions", {
          decisions: chosen.map((item) => ({ gateId: item.gateId, decision: kind, contentHash: item.contentHash, text: answer.text?.trim() || null, by: answer.by?.trim() || null })),
        }, signal);
        const failed = results.filter((result) => result.status >= 400);
        toast(`${results.length - failed.length} of ${results.length} decided.`, failed.length ? "" : "ok");
        failed.forEach((result) => toast(`${items.find((item) => item.gateId === result.gateId)?.title ?? result.gateId}: ${result.detail}`, "bad"));
        results.filter((result) => result.status < 400).forEach((result) => picked.delete(result.gateId));
      } catch (error) {
        toast(error.message, "bad");
      }
      countInbox();
      load().catch(() => {});
    };

    const first = async () => {
      try {
        await load();
      } catch (error) {
        if (signal.aborted) {
          return;
        }
        list.hidden = true;
        replace(below, problem(error, first));
      }
    };
    await first();
    const settle = twice(() => load().catch(() => {}), signal);
    const again = () => {
      settle();
      countInbox();
    };
    listen("v1/events", { top: 50 }, {
      state(state) {
        live.tell(state);
        if (state === "again") {
          again();
        }
      },
      run: again,
      gone: again,
    }, signal);
  },
};

function drawItem(node, item, on, toggle) {
  const box = node.querySelector("input") ?? h("input", { type: "checkbox", "data-line": "", "aria-label": `Select ${item.title}`, on: { change: (event) => toggle(item.gateId, event.currentTarget.checked) } });
  box.checked = on;
  node.className = on ? "picked" : "";
  const place = node.firstElementChild ?? node.appendChild(h("div", { class: "row" }, box));
  while (place.lastChild !== box) {
    place.lastChild.remove();
  }
  const usage = usageText(item.usage);
  const near = item.deadlineAt && Date.parse(item.deadlineAt) - Date.now() < SOON;
  place.append(
    h("div", {},
      h("a", { class: "name", href: link(["runs", item.runId]) }, item.title), " ",
      item.escalated && pill(["bad", "Escalated"]),
      h("p", { class: "said" }, item.summary),
      h("div", { class: "meta" },
        h("span", {}, `${sentence(item.name)}${item.round > 1 ? `, round ${item.round}` : ""}`),
        h("span", {}, "Blocks ", h("b", {}, item.blocks?.label || item.runId)),
        item.blocks?.forkedFrom && h("span", {}, originOf(item.blocks.forkedFrom)),
        h("span", {}, "waiting since ", ago(item.openedAt)),
        item.quorum > 1 && h("span", {}, `${item.approvals} of ${item.quorum} approvals`),
        usage && h("span", {}, `has cost ${usage}`),
        item.changed?.length > 0 && h("span", {}, `changed: ${item.changed.join(", ")}`))),
    h("div", { class: "actions" },
      item.deadlineAt && h("span", { title: "Deadline" }, pill([near ? "bad" : "warn", "Due"]), " ", h("span", { class: "small" }, ago(item.deadlineAt))),
      h("a", { class: "button slim", href: link(["runs", item.runId]), "aria-label": `Look at ${item.title}` }, "Look and decide")));
}
