// What a human is asked: the subject, what to look at, and the buttons. A decision carries the hash of exactly what is shown here.
import { say, toast } from "../announce.js";
import { get, path, Problem, send } from "../api.js";
import { codeFile } from "../code/file.js";
import { patchFile } from "../code/patch.js";
import { h, replace } from "../dom.js";
import { latest, listen } from "../live.js";
import { waits } from "../parts.js";
import { focusHeading } from "../router.js";
import { may, who } from "../session.js";
import { plural, sentence } from "../text.js";
import { ago, moment } from "../time.js";

export const DECISIONS = {
  Approve: ["Approve", "main"], RequestChanges: ["Request changes", ""], Answer: ["Answer", "main"], RaiseBudget: ["Raise the budget", "main"],
  SendBack: ["Send back", ""], Reject: ["Reject", "danger"],
};
const NEEDS_TEXT = { RequestChanges: "Say what is to be changed.", Answer: "Write the answer.", RaiseBudget: "Say how much to add, for example 2.50 usd or 50000 tokens.", SendBack: "Choose the step to go back to." };
const NAME = "decide-as";
const ENDED = ["finished", "failed", "terminated"];
const FIRST_WAIT = 200;
const LONGEST_WAIT = 5000;

/**
 * The gate that a run waits at. `changed` is called after a decision here, `moved` when the gate has opened or changed otherwise: a gate is an
 * instance of its own, so the run itself does not change with it.
 */
export function gatePanel(runId, changed, moved, signal) {
  const node = h("section", { class: "panel gate", "aria-labelledby": "gate-title", hidden: true });
  let shown = "";
  let followed = null;
  let following = new AbortController();
  let timer;
  let wait = FIRST_WAIT;

  const follow = (gateId) => {
    if (gateId === followed) {
      return;
    }
    following.abort();
    followed = gateId;
    if (gateId) {
      following = new AbortController();
      const again = latest(async () => {
        await update(last);
        moved();
      });
      listen(`v1/runs/${path(gateId)}/events`, {}, { run: again, gone: again, state: (state) => state === "again" && again() }, AbortSignal.any([signal, following.signal]));
    }
  };

  // Whoever decided goes on at the head of the page.
  const hide = (gone) => {
    const held = gone && node.contains(document.activeElement);
    node.hidden = gone;
    if (held) {
      focusHeading();
    }
  };
  let last = null;
  const update = async (run) => {
    last = run;
    clearTimeout(timer);
    if (ENDED.includes(run.status)) {
      hide(true);
      shown = "";
      follow(null);
      return;
    }
    let details = null;
    try {
      const { gates } = await get("v1/gates", { runId, top: 1 }, signal);
      details = gates.length > 0 ? await get(`v1/gates/${path(gates[0].gateId)}`, {}, signal) : null;
    } catch (error) {
      // Nobody awaits a look that a timer or an event has asked for: one that is cut off by leaving the page must not end as an error.
      if (error.name === "AbortError") {
        return;
      }
      if (!(error instanceof Problem)) {
        throw error;
      }
    }
    hide(details === null);
    follow(details?.gate.gateId ?? null);
    if (details === null) {
      shown = "";
      // The run says that it waits before its gate is there.
      if (waits(run) && !signal.aborted) {
        timer = setTimeout(() => update(last), wait);
        wait = Math.min(wait * 2, LONGEST_WAIT);
      }
      return;
    }
    wait = FIRST_WAIT;
    // What somebody is typing must not go away because something else about the run has changed.
    const look = JSON.stringify([details.gate.gateId, details.gate.contentHash, details.status.taken, details.gate.deadlineAt, details.status.escalated]);
    if (look !== shown) {
      if (shown) {
        say("What is to be decided has changed.");
      }
      shown = look;
      draw(node, details, changed, signal);
    }
  };
  return { node, update };
}

function draw(node, { gate, artifacts, status }, changed, signal) {
  const text = h("textarea", { id: "decision-text", name: "text", maxlength: 4000, rows: 3 });
  const steps = status.rules.steps ?? [];
  const step = steps.length > 0 && h("select", { id: "decision-step" }, steps.map((name) => h("option", { value: name }, name)));
  const by = !who().keyRequired && h("input", { type: "text", id: "decision-by", maxlength: 100, value: remembered(), placeholder: "local", autocomplete: "username", spellcheck: "false" });
  const said = h("p", { class: "small", role: "status" });
  let busy = false;
  const kinds = gate.decisions.filter((kind) => kind in DECISIONS);

  const decide = async (kind) => {
    const written = kind === "SendBack" && step ? step.value : text.value.trim();
    if (NEEDS_TEXT[kind] && !written) {
      said.textContent = NEEDS_TEXT[kind];
      said.className = "small notice warn";
      text.focus();
      return;
    }
    if (by) {
      remember(by.value.trim());
    }
    if (busy) {
      return;
    }
    busy = true;
    // Not disabled: that would take the focus away, also from who is told that it could not be taken.
    buttons.forEach((button) => button.setAttribute("aria-disabled", "true"));
    try {
      const answer = await send("POST", `v1/gates/${path(gate.gateId)}/decisions`, {
        decision: kind, contentHash: gate.contentHash, text: written || null, by: by ? by.value.trim() || null : null,
      }, signal);
      toast(answer.detail, "ok");
      changed();
    } catch (error) {
      said.className = "small notice bad";
      said.textContent = error.message;
    }
    buttons.forEach((button) => button.removeAttribute("aria-disabled"));
    busy = false;
  };
  const buttons = kinds.map((kind) => h("button", {
    type: "button", class: `button ${DECISIONS[kind][1]}`, "data-decision": kind, disabled: !may("decide"), on: { click: () => decide(kind) },
  }, DECISIONS[kind][0]));

  replace(node,
    h("header", {}, h("h2", { id: "gate-title" }, "Waiting for you: ", gate.title), h("span", { class: "grow" }), h("span", { class: "small" }, "since ", ago(gate.openedAt))),
    h("div", { class: "body stack" },
      h("p", { class: "lines" }, status.subject.summary),
      h("p", { class: "small quiet" }, [
        `${sentence(gate.name)}, round ${gate.round}`,
        gate.quorum > 1 ? `${gate.approvals} of ${plural(gate.quorum, "approval")}` : null,
        status.escalated ? "escalated" : null,
      ].filter(Boolean).join(" · "), gate.deadlineAt && [" · open until ", moment(gate.deadlineAt), ", which is ", ago(gate.deadlineAt)]),
      status.changed?.length > 0 && h("p", { class: "notice warn" }, `Changed since it was first shown: ${status.changed.join(", ")}`),
      status.taken?.length > 0 && h("ul", { class: "small" }, status.taken.map((taken) => h("li", {}, `${sentence(taken.kind)} by ${taken.by} (${taken.channel})${taken.text ? `: ${taken.text}` : ""}`))),
      artifacts.length > 0 && h("div", { class: "stack tight" }, artifacts.map(({ label, artifact }, index) => fileOf(artifact)(gate.runId, artifact, { label, open: index === 0 && artifact.length < 100000, expected: artifact.sha256, signal }))),
      h("div", { class: "field" }, h("label", { for: "decision-text" }, "What you say with it"), text, h("small", {}, hint(kinds))),
      step && h("div", { class: "field" }, h("label", { for: "decision-step" }, "Send back to"), step),
      by && h("div", { class: "field" }, h("label", { for: "decision-by" }, "Decide as"), by, h("small", {}, "Goes on record; this host has no keys that would tell who you are")),
      h("div", { class: "decide" }, buttons),
      !may("decide") && h("p", { class: "notice" }, "Your key may look, and not decide: it lacks the scope 'decide'."),
      said,
      h("p", { class: "small quiet" }, "Your decision counts for exactly what is shown here: ", h("span", { class: "mono", title: gate.contentHash }, gate.contentHash.slice(0, 16)))));
}

function fileOf({ name }) {
  return name.endsWith(".patch") ? patchFile : codeFile;
}

function hint(kinds) {
  return kinds.includes("RaiseBudget") ? "The amount to add, for example 2.50 usd or 50000 tokens" : kinds.includes("RequestChanges") ? "Needed to request changes; may stand with everything else" : "Where you have one";
}

function remembered() {
  try {
    return localStorage.getItem(NAME) ?? "";
  } catch {
    return "";
  }
}

function remember(name) {
  try {
    localStorage.setItem(NAME, name);
  } catch {
    // Then it is typed again the next time.
  }
}
