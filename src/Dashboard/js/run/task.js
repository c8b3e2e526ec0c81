// The rounds of a task, newest first: what changed, how the tests came out, what the reviewer said.
import { codeFile } from "../code/file.js";
import { patchFile } from "../code/patch.js";
import { h, keyed, kept, replace } from "../dom.js";
import { pill, verdictPill } from "../parts.js";
import { plural } from "../text.js";
import { lasted } from "../time.js";
import { rolesTable } from "./roles.js";

const ENDED = ["finished", "failed", "terminated"];

export function taskRounds(signal) {
  const list = h("div", { class: "stack tight" });
  const roles = h("div", {});
  const reports = h("div", { class: "stack tight" });
  const title = h("h3", {}, "Reports");
  const nothing = h("p", { class: "quiet" });
  return {
    node: h("div", { class: "stack" }, nothing, list, roles, title, reports),
    update(run) {
      const rounds = [...(run.task?.rounds ?? [])].sort((a, b) => b.round - a.round);
      nothing.hidden = rounds.length > 0;
      replace(nothing, ENDED.includes(run.status) ? "It came to no round." : "No round yet: the planner plans first.");
      keyed(list, rounds, (round) => String(round.round), () => h("div", {}), (node, round) => draw(node, run.runId, round, round.round === rounds[0].round, signal));
      const worked = run.task?.roles ?? [];
      roles.hidden = worked.length === 0;
      replace(roles, worked.length > 0 && rolesTable(worked));
      const files = told(run);
      title.hidden = files.length === 0;
      keyed(reports, files, keyOf, (file) => h("div", {}, codeFile(owner(file, run.runId), file, { label: file.name.split("/").at(-1), open: file.name.endsWith("plan.txt") && rounds.length === 0, signal })), () => {});
    },
  };
}

/** Whose artifact it is: a fork tells of files of the run that it was forked from. */
export function owner(artifact, runId) {
  try {
    return decodeURIComponent(/\/v1\/runs\/([^/]+)\/artifacts\//.exec(artifact.url ?? "")?.[1] ?? "") || runId;
  } catch {
    return runId;
  }
}

// The rounds show their patches themselves.
function told(run) {
  const { reports = [], plan } = run.task ?? {};
  const all = reports.length > 0 ? reports : (run.artifacts ?? []).filter((artifact) => artifact.name.startsWith("reports/") && artifact.name.endsWith(".txt"));
  return (plan && !all.some((artifact) => artifact.name === plan.name) ? [plan, ...all] : all).filter((artifact) => !/\.(patch|excerpt\.txt)$/.test(artifact.name));
}

function draw(node, runId, round, isLast, signal) {
  const wasOpen = node.firstElementChild?.open ?? isLast;
  const { tests, verdict, patch, redFlags } = round;
  replace(node, h("details", { class: "panel round", open: wasOpen },
    h("summary", {}, h("h3", {}, `Round ${round.round}`), verdictPill(verdict), testsPill(tests),
      h("span", { class: "small quiet" }, plural(round.fileCount, "file"), " changed"),
      round.redFlagCount > 0 && pill(["warn", plural(round.redFlagCount, "red flag")])),
    h("div", { class: "body" },
      verdict?.overruled && h("p", { class: "notice warn" }, `Not as the reviewer says: ${verdict.overruled}`),
      verdict?.fixes && h("div", { class: "stack tight" }, h("b", { class: "small" }, "To be mended"), h("p", { class: "lines" }, verdict.fixes)),
      tests && testsPart(node, tests, runId, signal),
      patch && kept(node, keyOf(patch), () => patchFile(owner(patch, runId), patch, { label: "What has changed since the run began", open: isLast, signal })),
      redFlags && kept(node, keyOf(redFlags), () => codeFile(owner(redFlags, runId), redFlags, { label: "Red flags", signal })))));
}

function testsPill(tests) {
  return tests && pill(tests.passed ? ["ok", "Tests passed"] : tests.ran ? ["bad", tests.failing.length > 0 ? `${plural(tests.failing.length, "test")} failed` : "Tests failed"] : ["warn", "Tests could not run"]);
}

function testsPart(node, tests, runId, signal) {
  return [
    h("p", { class: "small quiet" }, h("span", { class: "mono" }, tests.command), ` · ${lasted(tests.seconds)} · ${tests.isolation}`, tests.exitCode !== null && ` · exit code ${tests.exitCode}`),
    tests.reason && !tests.failing.some((name) => tests.reason.includes(name)) && h("p", { class: "small lines" }, tests.reason),
    tests.failing.length > 0 && h("ul", { class: "small mono" }, tests.failing.map((name) => h("li", {}, name))),
    tests.output && kept(node, keyOf(tests.output), () => codeFile(owner(tests.output, runId), tests.output, { label: "What the tests printed", signal })),
  ];
}

function keyOf({ name, sha256 }) {
  return `${name} ${sha256}`;
}
