// Keys for those who have their hands on them. All of it works with Tab and Enter, too, and single keys can be switched off.
import { h } from "./dom.js";
import { ask } from "./dialogs.js";

const GO = { r: "#/runs", i: "#/inbox", s: "#/since", b: "#/budget" };
const GO_WITHIN = 1200;
const KEYS = [
  [["g", "r"], "Runs"], [["g", "i"], "Inbox"], [["g", "s"], "Since you left"], [["g", "b"], "Budget"],
  [["/"], "Search in the list"], [["j"], "Next in the list"], [["k"], "Previous in the list"], [["Enter"], "Open"],
  [["x"], "Select in the inbox"], [["d"], "To the decision"], [["←", "→"], "Next tab"], [["?"], "This list"], [["Esc"], "Close"],
];
const STORE = "single-keys";

let gone = -GO_WITHIN;

export function shortcuts() {
  document.getElementById("help").addEventListener("click", help);
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || !wanted() || document.querySelector("dialog[open]")) {
      return;
    }
    if (event.target.closest?.("input, textarea, select, [contenteditable]") && !event.target.matches("input[type=checkbox], input[type=radio]")) {
      if (event.key === "Escape") {
        event.target.blur();
      }
      return;
    }
    if (press(event.key, event.timeStamp)) {
      event.preventDefault();
    }
  });
}

// `at` is when the key was pressed: a page that is busy may come to it late.
function press(key, at) {
  if (at - gone < GO_WITHIN && Object.hasOwn(GO, key)) {
    gone = -GO_WITHIN;
    location.hash = GO[key];
    return true;
  }
  switch (key) {
    case "g":
      gone = at;
      return true;
    case "?":
      help();
      return true;
    case "/":
      return focus(document.querySelector("main input[type=search]"));
    case "j":
      return move(1);
    case "k":
      return move(-1);
    case "x": {
      const box = document.activeElement?.closest("li")?.querySelector("input[type=checkbox]");
      box?.click();
      return Boolean(box);
    }
    case "d":
      return focus(document.querySelector("main .decide button:enabled") ?? document.querySelector("main .bulk [data-decision]"));
    default:
      return false;
  }
}

// The lines of the page's lists; the one after, or before, that which has the focus.
function move(by) {
  const lines = [...document.querySelectorAll("main [data-line]")].filter((line) => line.offsetParent !== null);
  const here = lines.findIndex((line) => line.contains(document.activeElement) || line.closest("li")?.contains(document.activeElement));
  return focus(lines[here < 0 ? 0 : Math.min(Math.max(here + by, 0), lines.length - 1)]);
}

function focus(element) {
  element?.focus();
  element?.scrollIntoView({ block: "nearest" });
  return Boolean(element);
}

async function help() {
  const answer = await ask({
    title: "Keyboard shortcuts",
    content: h("div", { class: "stack" },
      h("dl", { class: "keys" }, KEYS.map(([keys, what]) => [h("dt", {}, keys.map((key) => h("kbd", {}, key))), h("dd", {}, what)])),
      h("label", { class: "actions small" }, h("input", { type: "checkbox", name: "wanted", checked: wanted() }), "Use single keys")),
    yes: "Done",
    no: "Close",
  });
  if (answer) {
    try {
      localStorage.setItem(STORE, answer.wanted ? "on" : "off");
    } catch {
      // Without storage they stay on.
    }
  }
}

function wanted() {
  try {
    return localStorage.getItem(STORE) !== "off";
  } catch {
    return true;
  }
}
