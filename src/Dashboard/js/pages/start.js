// Starts runs: the examples that come with the product, or a document of one's own.
import { toast } from "../announce.js";
import { address, get, send } from "../api.js";
import { ask } from "../dialogs.js";
import { h } from "../dom.js";
import { link } from "../router.js";
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
  const answer = await ask({
    title: "Run the examples",
    content: h("div", { class: "stack" },
      h("p", { class: "quiet" }, known.note || "Documents that come with the product become tests, which run against a sample API in this host."),
      h("fieldset", { class: "plainset stack tight" }, h("legend", { class: "label" }, "Which"), choice.map((example, index) =>
        h("label", { class: "option" }, h("input", { type: "radio", name: "example", value: example.id, checked: index === 0 }),
          h("span", {}, example.title, example.description && h("small", { class: "quiet" }, ` – ${example.description}`))))),
      h("label", { class: "option" }, h("input", { type: "checkbox", name: "gate", checked: true }),
        h("span", {}, "Stop before the commit, so that I decide", h("small", { class: "quiet" }, " – into a repository in the data folder of this host")))),
    yes: "Start",
  });
  if (!answer) {
    return undefined;
  }
  try {
    const { runs } = await send("POST", "v1/examples", { example: answer.example, gate: answer.gate === "on" });
    toast(`${plural(runs.length, "run")} started.`, "ok");
    location.hash = runs.length === 1 ? link(["runs", runs[0].runId]) : "#/runs";
  } catch (error) {
    toast(error.message, "bad");
  }
  return undefined;
}

/** Takes a document, and starts a run with it. */
export async function startRun() {
  const answer = await ask({
    title: "New run",
    content: h("div", { class: "stack" },
      field("document", "OpenAPI document", h("input", { type: "file", id: "document", name: "document", accept: ".json,.yaml,.yml,application/json", required: true }), "2.0, 3.0 or 3.1, JSON or YAML"),
      field("label", "Name", h("input", { type: "text", id: "label", name: "label", maxlength: 200, autocomplete: "off" }), "What the run is called in lists; otherwise the document's title"),
      field("baseUrl", "Run against", h("input", { type: "text", inputmode: "url", id: "baseUrl", name: "baseUrl", placeholder: "http://127.0.0.1:5080", autocomplete: "off", spellcheck: "false" }), "Otherwise the first server that the document names"),
      h("label", { class: "option" }, h("input", { type: "checkbox", name: "checkOnly" }), h("span", {}, "Only write and check the tests, run nothing"))),
    yes: "Start",
  });
  if (!answer) {
    return;
  }
  try {
    const file = answer.document;
    const type = /\.ya?ml$/i.test(file.name) ? "application/yaml" : "application/json";
    const route = address("v1/generate", { label: answer.label.trim(), baseUrl: answer.baseUrl.trim(), checkOnly: answer.checkOnly ? "true" : "" });
    const { runId } = await send("POST", route, new Blob([file], { type }));
    location.hash = link(["runs", runId]);
  } catch (error) {
    toast(error.message, "bad");
  }
}

const MOST_FILES = 2000;
const MOST_BYTES = 8 * 1024 * 1024;

/** Takes a task and files for it, and lets agents implement it. */
export async function startTask() {
  const chosen = h("input", { type: "file", id: "files", multiple: true });
  const answer = await ask({
    title: "Implement a task",
    content: h("div", { class: "stack" },
      field("task", "The task", h("textarea", { id: "task", name: "task", rows: 8, required: true, placeholder: "# What is to be done\n\nWhat holds when it is done" }), "What is to be there, what must hold, and what is not asked for"),
      field("files", "Files to begin with", chosen, "Texts; they go into workspace/. Whole projects are named by their folder: workflows implement <folder>"),
      field("testCommand", "Tests", h("input", { type: "text", id: "testCommand", name: "testCommand", maxlength: 1000, placeholder: "dotnet test", autocomplete: "off", spellcheck: "false" }), "The command that runs them; empty for the host's"),
      field("label", "Name", h("input", { type: "text", id: "label", name: "label", maxlength: 200, autocomplete: "off" }), "What the run is called in lists; otherwise the task's first heading"),
      h("label", { class: "option" }, h("input", { type: "checkbox", name: "approvePlan" }), h("span", {}, "Stop after the plan, so that I decide", h("small", { class: "quiet" }, " – before the commit it stops in any case")))),
    yes: "Start",
  });
  if (!answer) {
    return;
  }
  try {
    const body = { task: answer.task, files: await textsOf([...chosen.files]), approvePlan: answer.approvePlan === "on" };
    for (const name of ["testCommand", "label"]) {
      if (answer[name].trim()) {
        body[name] = answer[name].trim();
      }
    }
    const { runId } = await send("POST", "v1/implement", body);
    location.hash = link(["runs", runId]);
  } catch (error) {
    toast(error.message, "bad");
  }
}

async function textsOf(chosen) {
  if (chosen.length > MOST_FILES || chosen.reduce((sum, file) => sum + file.size, 0) > MOST_BYTES) {
    throw new Error(`At most ${MOST_FILES} files and 8 MiB can be sent along; name their folder on the command line instead.`);
  }
  return Object.fromEntries(await Promise.all(chosen.map(async (file) => [`workspace/${file.name}`, await file.text()])));
}

function field(id, name, input, hint) {
  return h("div", { class: "field" }, h("label", { for: id }, name), input, h("small", {}, hint));
}
