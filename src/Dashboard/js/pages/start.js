// Starts runs: the examples that come with the product, or a document of one's own.
import { toast } from "../announce.js";
import { address, get, send, starter } from "../api.js";
import { ask, field, written } from "../dialogs.js";
import { h } from "../dom.js";
import { link } from "../router.js";
import { may, who } from "../session.js";
import { plural } from "../text.js";

/** Lets the user choose examples, and starts them. */
export async function startExamples() {
  let known;
  try {
    known = await get("v1/examples");
  } catch (error) {
    return toast(error.message, "bad");
  }
  if (!known.available) {
    return toast(known.note || "This host has no examples.", "bad");
  }
  const choice = [{ id: "all", title: `All ${known.examples.length}`, description: "" }, ...known.examples];
  const started = await ask({
    title: "Run the examples",
    content: h("div", { class: "stack" },
      h("p", { class: "quiet" }, known.note || "Documents that come with the product become tests, which run against a sample API in this host."),
      h("fieldset", { class: "plainset stack tight" }, h("legend", { class: "label" }, "Which"), choice.map((example, index) =>
        h("label", { class: "option" }, h("input", { type: "radio", name: "example", value: example.id, checked: index === 0 }),
          h("span", {}, example.title, example.description && h("small", { class: "quiet" }, ` – ${example.description}`))))),
      h("label", { class: "option" }, h("input", { type: "checkbox", name: "gate", checked: true }),
        h("span", {}, "Stop before the commit, so that I decide", h("small", { class: "quiet" }, " – into a repository in the data folder of this host")))),
    yes: "Start",
    act: (answer) => send("POST", "v1/examples", { example: answer.example, gate: answer.gate === "on" }),
  });
  if (started) {
    const { runs } = started;
    toast(`${plural(runs.length, "run")} started.`, "ok");
    location.hash = runs.length === 1 ? link(["runs", runs[0].runId]) : "#/runs";
  }
  return undefined;
}

/** Takes a document, and starts a run with it. */
export async function startRun() {
  const start = starter();
  const started = await ask({
    title: "New run",
    content: h("div", { class: "stack" },
      field("document", "OpenAPI document", h("input", { type: "file", id: "document", name: "document", accept: ".json,.yaml,.yml,application/json", required: true }), "2.0, 3.0 or 3.1, JSON or YAML"),
      field("label", "Name", h("input", { type: "text", id: "label", name: "label", maxlength: 200, autocomplete: "off" }), "What the run is called in lists; otherwise the document's title"),
      field("baseUrl", "Run against", h("input", { type: "text", inputmode: "url", id: "baseUrl", name: "baseUrl", placeholder: "http://127.0.0.1:5080", autocomplete: "off", spellcheck: "false" }), "Otherwise the first server that the document names"),
      h("label", { class: "option" }, h("input", { type: "checkbox", name: "checkOnly" }), h("span", {}, "Only write and check the tests, run nothing"))),
    yes: "Start",
    act(answer) {
      const file = answer.document;
      const type = /\.ya?ml$/i.test(file.name) ? "application/yaml" : "application/json";
      const route = address("v1/generate", { label: answer.label.trim(), baseUrl: answer.baseUrl.trim(), checkOnly: answer.checkOnly ? "true" : "" });
      return start(route, new Blob([file], { type }), undefined, `${file.name} ${file.size} ${file.lastModified}`);
    },
  });
  follow(started);
}

function follow(started) {
  if (started) {
    location.hash = link(["runs", started.runId]);
  }
}

const MOST_FILES = 2000;
const MOST_BYTES = 8 * 1024 * 1024;

/** Takes a task and files for it, or the folder that they lie in, and lets agents implement it. */
export async function startTask() {
  const start = starter();
  const task = h("textarea", { id: "task", name: "task", rows: 6, required: true, placeholder: "# What is to be done\n\nWhat holds when it is done" });
  const files = h("input", { type: "file", id: "files", multiple: true });
  const below = h("input", { type: "file", id: "below", webkitdirectory: true });
  // The folder holds the task and its files.
  const folder = h("input", {
    type: "text", id: "folder", name: "folder", maxlength: 2000, placeholder: "/home/me/tasks/greeter", autocomplete: "off", spellcheck: "false",
    on: { input: () => [task, files, below].forEach((other) => (other.disabled = folder.value.trim() !== "")) },
  });
  const started = await ask({
    title: "Implement a task",
    content: h("div", { class: "stack" },
      field("task", "The task", task, "What is to be there, what must hold, and what is not asked for"),
      field("files", "Files to begin with", files, "Texts; they go into workspace/"),
      field("below", "And all in a folder", below, "With its folders, into workspace/; without what tools have made (.git, bin, obj, node_modules) and what is no text"),
      // Folders are for those whose machine it is.
      (!who().keyRequired || may("admin")) && field("folder", "Or a folder of this host's machine", folder, "Its full path, with project/tasks/current.md and workspace/ in it. What is approved is written back to it"),
      field("testCommand", "Tests", h("input", { type: "text", id: "testCommand", name: "testCommand", maxlength: 1000, placeholder: "dotnet test", autocomplete: "off", spellcheck: "false" }), "The command that runs them; empty for the host's"),
      field("label", "Name", h("input", { type: "text", id: "label", name: "label", maxlength: 200, autocomplete: "off" }), "What the run is called in lists; otherwise the task's first heading"),
      h("label", { class: "option" }, h("input", { type: "checkbox", name: "approvePlan" }), h("span", {}, "Stop after the plan, so that I decide", h("small", { class: "quiet" }, " – before the commit it stops in any case")))),
    yes: "Start",
    async act(answer) {
      const source = folder.value.trim() ? { folder: folder.value.trim() } : { task: answer.task, files: await textsOf([...files.files, ...below.files]) };
      return start("v1/implement", { ...source, ...written(answer, ["testCommand", "label"]), approvePlan: answer.approvePlan === "on" });
    },
  });
  follow(started);
}

const MADE = /(^|\/)(\.git|bin|obj|node_modules|\.vs|__pycache__)\//;

async function textsOf(chosen) {
  // The chosen folder itself has a name that matters to nobody.
  const wanted = chosen.map((file) => ({ file, name: file.webkitRelativePath.replace(/^[^/]*\//, "") || file.name })).filter(({ name }) => !MADE.test(name));
  if (wanted.length > MOST_FILES || wanted.reduce((sum, { file }) => sum + file.size, 0) > MOST_BYTES) {
    throw new Error(`At most ${MOST_FILES} files and 8 MiB can be sent along; name their folder on the command line instead.`);
  }
  const twice = wanted.map(({ name }) => name).find((name, index, all) => all.indexOf(name) !== index);
  if (twice) {
    throw new Error(`Two of the files would be workspace/${twice}. Choose one of them, or the folder that both lie in.`);
  }
  const texts = await Promise.all(wanted.map(async ({ file, name }) => [`workspace/${name}`, await textOf(file, name)]));
  return Object.fromEntries(texts.filter(([, text]) => text !== null));
}

// Null for what lies in a chosen folder and is no text. A file that was chosen by itself is wanted.
async function textOf(file, name) {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
  } catch {
    if (file.webkitRelativePath) {
      return null;
    }
    throw new Error(`${name} is no text in UTF-8, and only such files can be sent along. Leave it out, or name its folder on the command line.`);
  }
}
