// A stored file, or the difference of two, folded until somebody looks: nothing is loaded before.
import { address, get, path, text } from "../api.js";
import { h, replace } from "../dom.js";
import { copyButton, problem } from "../parts.js";
import { bytes } from "../text.js";
import { code } from "./code.js";
import { diff } from "./diff.js";

const MOST_BYTES = 512 * 1024;

/** The route of an artifact; the slashes of its name stay. */
export function artifactRoute(runId, name) {
  return `v1/runs/${path(runId)}/artifacts/${path(...name.split("/"))}`;
}

/** A file of a run. `expected` is the hash that is to be decided on: what has another is not shown. */
export function codeFile(runId, artifact, { label, open = false, expected, signal }) {
  const route = artifactRoute(runId, artifact.name);
  const body = h("div", {});
  let content = "";
  const load = async () => {
    replace(body, h("p", { class: "small quiet pad" }, "Loading"));
    try {
      const found = await text(route, MOST_BYTES, signal);
      if (expected && found.sha256 && found.sha256 !== expected) {
        replace(body, another());
        return;
      }
      content = found.text ?? "";
      replace(body,
        found.text === null ? h("p", { class: "small quiet pad" }, `No text: ${bytes(artifact.length)} of ${artifact.contentType ?? found.type}.`) : code(found.text, artifact.name),
        found.cut && h("p", { class: "small quiet pad" }, `This is the beginning: the whole has ${bytes(artifact.length)}.`));
    } catch (error) {
      if (error.name !== "AbortError") {
        replace(body, problem(error, load));
      }
    }
  };
  return folded(load, open, [
    h("span", { class: "grow" }, label, label !== artifact.name && h("span", { class: "quiet mono" }, ` ${artifact.name}`)),
    h("span", { class: "quiet number" }, bytes(artifact.length)),
  ], [
    h("div", { class: "actions" }, copyButton(() => content, artifact.name),
      saveLink(runId, artifact)), body]);
}

/** What stands in the place of a file that is not the one that is asked about. */
export function another() {
  return h("p", { class: "notice bad" }, "This file is not the one that is to be decided on: it has changed since. It is not shown.");
}

/** Takes an artifact to the reader's own disk. */
export function saveLink(runId, artifact) {
  return h("a", { class: "button slim", href: address(artifactRoute(runId, artifact.name)).href, download: artifact.name.split("/").at(-1) }, "Download");
}

/** What changed from one artifact to another. */
export function diffFile(base, from, to, label, signal) {
  const body = h("div", {});
  const load = async () => {
    replace(body, h("p", { class: "small quiet pad" }, "Loading"));
    try {
      replace(body, diff(await get(`${base}/diff`, { from, to }, signal), to));
    } catch (error) {
      if (error.name !== "AbortError") {
        replace(body, problem(error, load));
      }
    }
  };
  return folded(load, false, [h("span", { class: "grow" }, label)], [body]);
}

function folded(load, open, head, body) {
  let loaded = false;
  const once = () => {
    if (!loaded) {
      loaded = true;
      load();
    }
  };
  const details = h("details", { class: "file", open, on: { toggle: () => details.open && once() } }, h("summary", {}, head), body);
  if (open) {
    once();
  }
  return details;
}
