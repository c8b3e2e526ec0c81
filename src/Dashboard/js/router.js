// Addresses are hashes, so that a page can be reloaded, sent to somebody, and served by any host that has files.
import { replace, h } from "./dom.js";
import { problem } from "./parts.js";
import { who } from "./session.js";

let leave = new AbortController();
let shown = null;

/** The parts of an address: `#/runs/abc/timeline?x=1`. */
export function route() {
  const [where, query] = location.hash.replace(/^#\/?/, "").split("?", 2);
  const parts = where.split("/").filter(Boolean).map(decode);
  return { parts, query: new URLSearchParams(query ?? "") };
}

/** The address of a page; parts are escaped. */
export function link(parts, query) {
  const text = `#/${parts.map((part) => encodeURIComponent(part)).join("/")}`;
  const asked = new URLSearchParams(Object.entries(query ?? {}).filter(([, value]) => value));
  return asked.size > 0 ? `${text}?${asked}` : text;
}

/** Changes the address without a new page and without an entry in the history. */
export function note(parts, query) {
  history.replaceState(null, "", link(parts, query));
  shown = keyOf(route());
}

/** Follows the address from now on. */
export function start(pages) {
  const follow = () => open(pages);
  addEventListener("hashchange", () => {
    if (keyOf(route()).address !== shown?.address) {
      follow();
    }
  });
  // Not by its address: a change of the address is told later than the focus moves, and would take it back from wherever it has gone on to.
  document.getElementById("skip").addEventListener("click", (event) => {
    event.preventDefault();
    document.getElementById("main").focus();
  });
  document.addEventListener("session", follow);
  document.addEventListener("signed-out", () => {
    if (shown?.name !== "signin") {
      show(pages.signin, { parts: [], query: new URLSearchParams() }, "signin");
    }
  });
  follow();
}

function open(pages) {
  const asked = route();
  if (who().keyRequired && !who().signedIn) {
    return show(pages.signin, asked, "signin");
  }
  const name = asked.parts[0] === "runs" && asked.parts.length > 1 ? "run" : asked.parts[0] ?? "runs";
  return show(Object.hasOwn(pages, name) && name !== "signin" ? pages[name] : missing, asked, name);
}

async function show(page, asked, name) {
  const main = document.getElementById("main");
  const before = shown;
  shown = { ...keyOf(asked), name };
  // The same page with another tab or filter goes on where it is.
  if (before?.name === name && before.subject === shown.subject && page.move?.(asked)) {
    return;
  }
  leave.abort();
  leave = new AbortController();
  const { signal } = leave;
  replace(main);
  main.setAttribute("aria-busy", "true");
  main.dataset.page = name;
  document.title = "Workflows";
  for (const item of document.querySelectorAll("#nav a")) {
    item.dataset.page === name || (item.dataset.page === "runs" && name === "run") ? item.setAttribute("aria-current", "page") : item.removeAttribute("aria-current");
  }
  try {
    await page.open(main, asked, signal);
  } catch (error) {
    if (!signal.aborted && error.name !== "AbortError") {
      replace(main, problem(error, () => show(page, asked, name)));
    }
  }
  if (signal.aborted) {
    return;
  }
  main.removeAttribute("aria-busy");
  scrollTo(0, 0);
  // Screen readers learn of the new page by its heading; at the first page nothing is taken from the reader.
  const heading = main.querySelector("h1");
  if (heading) {
    document.title = `${heading.textContent} · Workflows`;
    if (before !== null) {
      focusHeading();
    }
  }
}

/** Puts the focus to where a page begins. */
export function focusHeading() {
  const heading = document.querySelector("#main h1");
  if (heading) {
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  }
}

function keyOf({ parts, query }) {
  return { address: link(parts, Object.fromEntries(query)), subject: parts.slice(0, 2).join("/"), name: shown?.name };
}

function decode(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

const missing = {
  open(main) {
    replace(main, h("div", { class: "empty" },
      h("h1", {}, "There is no such page"), h("p", {}, "The address is not one of this dashboard."),
      h("a", { class: "button main", href: "#/runs" }, "To the runs")));
  },
};
