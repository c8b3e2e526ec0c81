// Times in the reader's zone, with UTC as the title; ages and running durations go on by themselves.
import { h } from "./dom.js";

const CLOCK = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", second: "2-digit" });
const DAY = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
const YEAR = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" });
const OLD_DAYS = 300;

/** A moment, written out. */
export function moment(iso) {
  return element(iso, () => written(new Date(iso)));
}

/** A moment as its distance from now: "3 min ago", "in 2 h". */
export function ago(iso) {
  return element(iso, () => distance(Date.parse(iso) - Date.now()), "ago");
}

/** How long it takes: fixed once it is over. */
export function duration(from, to) {
  const text = () => lasted((Date.parse(to ?? new Date().toISOString()) - Date.parse(from)) / 1000);
  const node = h("span", { class: "number", title: `since ${utc(from)}${to ? ` until ${utc(to)}` : ""}` }, text());
  if (!to) {
    watch(node, text);
  }
  return node;
}

/** "0.3 s", "42 s", "3 min 05 s", "2 h 10 min", "3 d 4 h". */
export function lasted(seconds) {
  if (!Number.isFinite(seconds)) {
    return "–";
  }
  const s = Math.max(0, seconds);
  if (s < 10) {
    return `${s.toFixed(s < 0.095 ? 2 : 1)} s`;
  }
  const whole = Math.round(s);
  if (whole < 60) {
    return `${whole} s`;
  }
  if (whole < 3600) {
    return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, "0")} s`;
  }
  return whole < 86400
    ? `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`
    : `${Math.floor(whole / 86400)} d ${Math.floor((whole % 86400) / 3600)} h`;
}

export function clock(iso) {
  return element(iso, () => (Number.isNaN(Date.parse(iso)) ? "–" : CLOCK.format(new Date(iso))));
}

function distance(milliseconds) {
  const past = milliseconds <= 0;
  const s = Math.abs(milliseconds) / 1000;
  if (s < 5) {
    return "just now";
  }
  const text = s < 60 ? `${Math.floor(s)} s` : s < 3600 ? `${Math.floor(s / 60)} min` : s < 86400 ? `${Math.floor(s / 3600)} h` : `${Math.floor(s / 86400)} d`;
  return Number.isNaN(s) ? "–" : past ? `${text} ago` : `in ${text}`;
}

function written(date) {
  if (Number.isNaN(date.getTime())) {
    return "–";
  }
  const days = Math.abs(Date.now() - date) / 86400000;
  return days < 0.5 && date.getDate() === new Date().getDate() ? CLOCK.format(date) : (days < OLD_DAYS ? DAY : YEAR).format(date);
}

function utc(iso) {
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? String(iso) : `${date.toISOString().replace("T", " ").replace(/\.\d+Z$/, "")} UTC`;
}

function element(iso, text, kind) {
  const node = h("time", { datetime: iso, title: utc(iso), class: "nowrap" }, text());
  if (kind === "ago") {
    watch(node, text);
  }
  return node;
}

// One clock for all that moves; what left the page is forgotten.
const moving = new Map();

function watch(node, text) {
  moving.set(node, text);
}

setInterval(() => {
  if (document.hidden) {
    return;
  }
  for (const [node, text] of moving) {
    if (!node.isConnected) {
      moving.delete(node);
    } else if (node.textContent !== text()) {
      node.firstChild.data = text();
    }
  }
}, 1000);
