// Suspend, resume, terminate, rewind, restart: each says what it does and asks before it cannot be taken back.
import { toast } from "../announce.js";
import { path, send } from "../api.js";
import { ask } from "../dialogs.js";
import { h, keyed } from "../dom.js";
import { link } from "../router.js";
import { may } from "../session.js";

const ACTIONS = {
  suspend: ["Suspend", "It stops before its next step, and so do its agents and gates. What runs this moment ends first; what arrives meanwhile is kept.", "Suspended."],
  resume: ["Resume", null, "It goes on."],
  terminate: ["Terminate", "It ends now and cannot go on. What runs this moment is cancelled; what it has stored stays.", "Terminated."],
  rewind: ["Rewind", "It goes back to before its failure and tries again. What has completed does not run again.", "Rewound; it tries again."],
  restart: ["Restart", "Another run begins, with the same input; this one stays as it is.", "Another run was started."],
};
const OFFERED = {
  queued: ["terminate"],
  running: ["suspend", "terminate"],
  suspended: ["resume", "terminate"],
  failed: ["rewind", "restart"],
  finished: ["restart"],
  terminated: ["restart"],
};

export function actions(id, changed, signal) {
  const node = h("div", { class: "actions", role: "group", "aria-label": "Control the run" });

  const act = async (action) => {
    const [word, warning, done] = ACTIONS[action];
    const answer = warning === null ? {} : await ask({
      title: `${word} this run?`,
      content: h("div", { class: "stack" }, h("p", {}, warning),
        action === "terminate" && h("div", { class: "field" }, h("label", { for: "reason" }, "Reason"), h("input", { type: "text", id: "reason", name: "reason", maxlength: 500, autocomplete: "off" }), h("small", {}, "Goes on record"))),
      yes: word,
      danger: action === "terminate",
    });
    if (!answer) {
      return;
    }
    try {
      const told = await send("POST", `v1/runs/${path(id)}/${action}`, answer.reason ? { reason: answer.reason } : {}, signal);
      toast(done, "ok");
      if (told?.runId && told.runId !== id) {
        location.hash = link(["runs", told.runId]);
      }
    } catch (error) {
      toast(error.message, "bad");
    }
    changed();
  };

  return {
    node,
    update(run) {
      keyed(node, may("run") ? OFFERED[run.status] ?? [] : [], (action) => action,
        (action) => h("button", { type: "button", class: `button ${action === "terminate" ? "danger" : ""}`, "data-action": action, on: { click: () => act(action) } }, ACTIONS[action][0]),
        () => {});
    },
  };
}
