// What became of the tests. The names and messages come from code that a model wrote and from the API under test.
import { text } from "../api.js";
import { artifactRoute } from "../code/file.js";
import { h, replace } from "../dom.js";
import { fact, pill } from "../parts.js";
import { cut, plural, words } from "../text.js";
import { lasted } from "../time.js";

const FILE = "results/results.json";
const MOST_BYTES = 8 * 1024 * 1024;
const MOST_SHOWN = 1000;
const MOST_MESSAGE = 4000;
const ORDER = ["failed", "error", "timedOut", "notRun", "skipped", "passed"];

export function results(base, signal) {
  const node = h("div", { class: "stack" });
  let seen = null;
  return {
    node,
    async update(run) {
      const file = (run.artifacts ?? []).find((artifact) => artifact.name === FILE);
      const look = JSON.stringify([file?.sha256, run.tests, run.status]);
      if (look === seen) {
        return;
      }
      seen = look;
      if (!file) {
        replace(node, h("p", { class: "quiet" }, run.status === "running" || run.status === "queued" ? "The tests have not run yet." : "This run executed no tests."));
        return;
      }
      try {
        const stored = await text(artifactRoute(run.runId, FILE), MOST_BYTES, signal);
        const told = JSON.parse(stored.text);
        draw(node, Array.isArray(told.tests) ? told.tests : [], run.tests);
      } catch (error) {
        if (error.name !== "AbortError") {
          replace(node, h("p", { class: "notice warn" }, "The results cannot be read; the file is among the artifacts."));
        }
      }
    },
  };
}

function draw(node, tests, told) {
  const outcome = (test) => String(test.outcome ?? "");
  const kind = (test) => ({ passed: "ok", skipped: "idle" }[outcome(test).toLowerCase()] ?? "bad");
  const count = (wanted) => tests.filter((test) => kind(test) === wanted).length;
  const rank = (test) => (ORDER.findIndex((known) => known.toLowerCase() === outcome(test).toLowerCase()) + ORDER.length) % ORDER.length;
  const [passed, failed, skipped] = [count("ok"), count("bad"), count("idle")];
  replace(node,
    h("div", { class: "panel" }, h("div", { class: "body stack tight" },
      h("p", {}, h("b", {}, `${passed} of ${tests.length} passed`), failed > 0 && `, ${failed} failed`, skipped > 0 && `, ${skipped} skipped`),
      h("div", { class: "bar", "aria-hidden": "true" }, h("i", { class: "ok", vars: { part: passed } }), h("i", { class: "bad", vars: { part: failed } }), h("i", { vars: { part: skipped } })),
      told && h("dl", { class: "facts" },
        fact("Took", lasted(told.durationSeconds)), fact("Isolation", told.isolation),
        told.apiCoverage && fact("Operations requested", told.apiCoverage.requested === null ? `of ${told.apiCoverage.operations}: not measured` : `${told.apiCoverage.requested} of ${told.apiCoverage.operations}`)),
      told?.apiCoverage?.missed?.length > 0 && h("p", { class: "small quiet" }, `Not requested: ${told.apiCoverage.missed.join(", ")}`))),
    h("ul", { class: "rows results", "aria-label": "Tests" },
      [...tests].sort((a, b) => rank(a) - rank(b)).slice(0, MOST_SHOWN).map((test) => h("li", {},
        pill([kind(test), words(outcome(test)) || "?"]), h("span", {}, String(test.name ?? "")),
        h("span", { class: "took end small quiet" }, typeof test.durationSeconds === "number" ? lasted(test.durationSeconds) : ""),
        test.message && h("pre", { tabindex: 0 }, cut(String(test.message), MOST_MESSAGE))))),
    tests.length > MOST_SHOWN && h("p", { class: "quiet" }, `${plural(tests.length - MOST_SHOWN, "more test")} in ${FILE}.`));
}
