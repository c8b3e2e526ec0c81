// The rounds of prompt, answer and check, newest first, with what changed from one to the next.
import { text } from "../api.js";
import { artifactRoute, codeFile, diffFile } from "../code/file.js";
import { h, keyed, replace } from "../dom.js";
import { pill, usageText } from "../parts.js";
import { plural } from "../text.js";

const PARTS = /^(prompts|responses|code|reports)\/(?:check-)?(?:review-\d+-)?round-(\d+)(\.formatted)?\.(md|json|cs)$/;
const REPORT_BYTES = 1024 * 1024;

export function rounds(base, signal) {
  const list = h("div", { class: "stack tight" });
  const nothing = h("p", { class: "quiet" }, "No round yet: the document is read first.");
  return {
    node: h("div", {}, nothing, list),
    update(run) {
      const found = group(run.artifacts ?? []);
      nothing.hidden = found.length > 0;
      keyed(list, found, (round) => String(round.number), () => h("div", {}), (node, round) => draw(node, run.runId, round, found, base, signal));
    },
  };
}

function group(artifacts) {
  const found = new Map();
  for (const artifact of artifacts) {
    const match = PARTS.exec(artifact.name);
    if (match) {
      const number = Number(match[2]);
      const round = found.get(number) ?? { number };
      const part = match[1] === "responses" && match[4] === "json" ? "answer" : match[1] === "code" && match[3] ? "formatted" : match[1];
      round[part] = { name: artifact.name, length: artifact.length, sha256: artifact.sha256, contentType: artifact.contentType };
      found.set(number, round);
    }
  }
  return [...found.values()].sort((a, b) => b.number - a.number);
}

function draw(node, runId, round, all, base, signal) {
  const wasOpen = node.firstElementChild?.open ?? round.number === all[0].number;
  const verdict = h("span", {});
  const said = h("div", {});
  const before = all.find((other) => other.number === round.number - 1);
  const [from, to] = [before?.formatted ?? before?.code, round.formatted ?? round.code];
  const body = h("div", { class: "body" },
    said,
    round.prompts && codeFile(runId, round.prompts, { label: "Prompt", signal }),
    round.responses && codeFile(runId, round.responses, { label: "Response", signal }),
    to && codeFile(runId, to, { label: round.formatted ? "Code, formatted" : "Code", signal }),
    from && to && diffFile(base, from.name, to.name, `What changed since round ${before.number}`, signal));
  replace(node, h("details", { class: "panel round", open: wasOpen }, h("summary", {}, h("h3", {}, `Round ${round.number}`), verdict), body));
  // The answer and the report are small and say what people look for: they are read at once.
  if (round.reports) {
    read(runId, round.reports, signal, (report) => {
      const errors = report.diagnostics?.filter((diagnostic) => diagnostic.severity === "error").length ?? 0;
      replace(verdict, pill(report.passed ? ["ok", "Check passed"] : ["bad", plural(errors, "error")]), " ", h("span", { class: "small quiet" }, plural(report.testCount ?? 0, "test")));
      replace(said, diagnostics(report), said.querySelector(".answer"));
    });
  }
  if (round.answer) {
    read(runId, round.answer, signal, (answer) => said.append(h("p", { class: "small quiet answer" },
      [`Answered by ${answer.model}`, answer.attempts > 1 ? plural(answer.attempts, "attempt") : null, usageText(answer.usage), answer.finishReason && `ended with '${answer.finishReason}'`].filter(Boolean).join(" · "))));
  }
}

function diagnostics({ diagnostics: list = [], diagnosticCount = list.length }) {
  return list.length > 0 && h("ul", { class: "diagnostics", "aria-label": "Diagnostics" },
    list.slice(0, 50).map((diagnostic) => h("li", {},
      pill([diagnostic.severity === "error" ? "bad" : "warn", diagnostic.ruleId]),
      h("span", {}, diagnostic.message, " ", h("span", { class: "quiet mono nowrap" }, `${diagnostic.file}:${diagnostic.line}:${diagnostic.column}`)))),
    diagnosticCount > 50 && h("li", {}, h("span", {}), h("span", { class: "quiet" }, `and ${plural(diagnosticCount - 50, "more")}`)));
}

async function read(runId, artifact, signal, then) {
  try {
    const { text: json } = await text(artifactRoute(runId, artifact.name), REPORT_BYTES, signal);
    then(JSON.parse(json));
  } catch {
    // A report that cannot be read is still among the artifacts; the round is shown without it.
  }
}
