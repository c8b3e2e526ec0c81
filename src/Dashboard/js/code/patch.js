// A patch in git's form: a section for each file, with the lines of both sides.
import { text } from "../api.js";
import { h, replace } from "../dom.js";
import { copyButton, problem } from "../parts.js";
import { plural } from "../text.js";
import { diff } from "./diff.js";
import { another, artifactRoute, saveLink } from "./file.js";

const MOST_BYTES = 1024 * 1024;
const MOST_LINES = 4000;
const OPEN_BELOW = 300;
const HUNK = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/;

/** The patch, folded until somebody looks; `expected` as of a file. */
export function patchFile(runId, artifact, { label, open = false, expected, signal }) {
  const body = h("div", { class: "stack tight pad patch" });
  let content = "";
  let loaded = false;
  const load = async () => {
    replace(body, h("p", { class: "small quiet" }, "Loading"));
    try {
      const found = await text(artifactRoute(runId, artifact.name), MOST_BYTES, signal);
      if (expected && found.sha256 && found.sha256 !== expected) {
        replace(body, another());
        return;
      }
      content = found.text ?? "";
      replace(body, sections(content), found.cut && h("p", { class: "small quiet" }, "This is the beginning; download the patch to see all of it."));
    } catch (error) {
      if (error.name !== "AbortError") {
        replace(body, problem(error, load));
      }
    }
  };
  const once = () => {
    if (!loaded) {
      loaded = true;
      load();
    }
  };
  const details = h("details", { class: "file", open, on: { toggle: () => details.open && once() } },
    h("summary", {}, h("span", { class: "grow" }, label)),
    h("div", { class: "actions" }, copyButton(() => content, artifact.name), saveLink(runId, artifact)), body);
  if (open) {
    once();
  }
  return details;
}

/** The files of a patch, as `diff` takes them. */
export function parse(patch) {
  const files = [];
  let file = null;
  let hunk = null;
  let from = 0;
  let to = 0;
  for (const line of patch.replace(/\r\n/g, "\n").split("\n")) {
    const start = hunk && (hunk.left > 0 || hunk.right > 0) ? null : HUNK.exec(line);
    if (line.startsWith("diff --git ") && !(hunk && (hunk.left > 0 || hunk.right > 0))) {
      file = { name: line.slice(line.lastIndexOf(" b/") + 3), note: "", added: 0, removed: 0, hunks: [] };
      files.push(file);
      hunk = null;
    } else if (!file) {
      continue;
    } else if (start) {
      [from, to] = [Number(start[1]), Number(start[3])];
      hunk = { toLine: to, toCount: Number(start[4] ?? 1), left: Number(start[2] ?? 1), right: Number(start[4] ?? 1), lines: [] };
      file.hunks.push(hunk);
    } else if (hunk && (hunk.left > 0 || hunk.right > 0) && /^[ +-]/.test(line || " ")) {
      const op = line[0] ?? " ";
      hunk.lines.push({ op, text: line.slice(1), from: op === "+" ? null : from, to: op === "-" ? null : to });
      from += op === "+" ? 0 : 1;
      to += op === "-" ? 0 : 1;
      hunk.left -= op === "+" ? 0 : 1;
      hunk.right -= op === "-" ? 0 : 1;
      file.added += op === "+" ? 1 : 0;
      file.removed += op === "-" ? 1 : 0;
    } else if (/^(new file|deleted file|old mode|new mode|rename |copy |Binary |GIT binary)/.test(line)) {
      file.note = file.note ? `${file.note}, ${line}` : line;
    }
  }
  return files;
}

function sections(patch) {
  const files = parse(patch);
  if (files.length === 0) {
    return patch.trim() ? h("pre", { class: "code wrap pad" }, patch) : h("p", { class: "small quiet" }, "Nothing changed.");
  }
  let left = MOST_LINES;
  const all = files.reduce((sum, file) => sum + file.added + file.removed, 0);
  return files.map((file) => {
    const shown = [];
    for (const hunk of file.hunks) {
      if (left <= 0) {
        break;
      }
      shown.push({ ...hunk, lines: hunk.lines.slice(0, left) });
      left -= hunk.lines.length;
    }
    const truncated = shown.length < file.hunks.length || left < 0;
    return h("details", { class: "file", open: all < OPEN_BELOW },
      h("summary", {}, h("span", { class: "grow mono" }, file.name), h("span", { class: "quiet number" }, `+${file.added} −${file.removed}`)),
      file.note && h("p", { class: "small quiet pad" }, file.note),
      file.hunks.length > 0 ? (shown.length > 0 ? diff({ ...file, hunks: shown, truncated }, file.name, false) : h("p", { class: "small quiet pad" }, `${plural(file.added, "line")} added, ${file.removed} removed; download the patch to see them.`)) : null);
  });
}
