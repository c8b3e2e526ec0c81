// All that a run has stored: a list by folder at the left, the chosen one at the right.
import { get } from "../api.js";
import { codeFile } from "../code/file.js";
import { h, keyed, replace } from "../dom.js";
import { problem } from "../parts.js";
import { bytes, plural } from "../text.js";

export function artifacts(base, signal) {
  const list = h("ul", { class: "rows", "aria-label": "Artifacts" });
  const viewer = h("div", {}, h("p", { class: "quiet" }, "Choose an artifact to look at it."));
  const where = h("p", { class: "small quiet" });
  const node = h("div", { class: "stack tight" }, where, h("div", { class: "artifacts" }, list, viewer));
  let chosen = null;
  let seen = null;
  let stored = [];

  const draw = () => {
    const lines = [];
    let folder = null;
    for (const artifact of stored) {
      const parts = artifact.name.split("/");
      const in_ = parts.slice(0, -1).join("/");
      if (in_ !== folder) {
        folder = in_;
        lines.push({ key: `in ${folder}`, group: folder || "." });
      }
      lines.push({ key: artifact.name, artifact, label: parts.at(-1), on: artifact.name === chosen });
    }
    keyed(list, lines, (line) => line.key, (line) => line.group
      ? h("li", { class: "group" }, line.group)
      : h("li", {}, h("button", { type: "button", "data-line": "", on: { click: () => choose(line.artifact.name) } }, h("span", {}, line.label), h("span", { class: "quiet number" }, bytes(line.artifact.length)))),
    (item, line) => !line.group && (line.on ? item.firstElementChild.setAttribute("aria-current", "true") : item.firstElementChild.removeAttribute("aria-current")));
  };
  const choose = (name) => {
    chosen = name;
    const artifact = stored.find((known) => known.name === name);
    replace(viewer, codeFile(runId, artifact, { label: artifact.name, open: true, signal }));
    draw();
  };
  let runId;

  return {
    node,
    async update(run) {
      runId = run.runId;
      const look = JSON.stringify([run.artifactCount, (run.artifacts ?? []).map((artifact) => artifact.sha256)]);
      if (look === seen) {
        return;
      }
      seen = look;
      try {
        stored = run.artifactCount > (run.artifacts ?? []).length ? (await get(`${base}/artifacts`, {}, signal)).artifacts : run.artifacts ?? [];
      } catch (error) {
        if (error.name !== "AbortError") {
          replace(viewer, problem(error));
        }
        return;
      }
      replace(where, `${plural(stored.length, "artifact")}${run.artifactsLocation ? ` in ${run.artifactsLocation}` : ""}`);
      stored = [...stored].sort((a, b) => compare(a.name, b.name));
      draw();
    },
  };
}

function compare(a, b) {
  const [x, y] = [a.lastIndexOf("/"), b.lastIndexOf("/")];
  return a.slice(0, x + 1).localeCompare(b.slice(0, y + 1)) || a.localeCompare(b, undefined, { numeric: true });
}
