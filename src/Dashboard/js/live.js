// Live updates: server-sent events. A stream that breaks comes back by itself, later and later while the host is away.
import { address } from "./api.js";

const FIRST_WAIT = 1000;
const LONGEST_WAIT = 30000;
const SETTLED_AFTER = 1500;

/**
 * Listens to a stream until `signal` is aborted. `on` holds a listener for each kind of event, with its parsed data, and `state`, which
 * is told "on", "off" and, after a break, "again": whatever was missed is to be asked for then.
 */
export function listen(route, query, on, signal) {
  let wait = FIRST_WAIT;
  let broken = false;
  let source;
  let timer;

  const open = () => {
    source = new EventSource(address(route, query));
    source.addEventListener("open", () => {
      wait = FIRST_WAIT;
      on.state?.(broken ? "again" : "on");
      broken = false;
    });
    source.addEventListener("error", () => {
      // The browser's own way to come back gives up at the first answer that is no stream, for example of a proxy while the host starts.
      source.close();
      if (signal.aborted) {
        return;
      }
      broken = true;
      on.state?.("off");
      timer = setTimeout(open, wait);
      wait = Math.min(wait * 2, LONGEST_WAIT);
    });
    for (const kind of Object.keys(on).filter((name) => name !== "state")) {
      source.addEventListener(kind, (event) => {
        if (!signal.aborted) {
          on[kind](event.data ? JSON.parse(event.data) : null);
        }
      });
    }
  };

  // A browser has few connections for a host, all windows together: one that nobody sees holds none.
  const wake = () => {
    if (document.hidden) {
      clearTimeout(timer);
      source.close();
      broken = true;
    } else if (source.readyState === EventSource.CLOSED) {
      clearTimeout(timer);
      wait = FIRST_WAIT;
      open();
    }
  };

  open();
  addEventListener("online", wake, { signal });
  document.addEventListener("visibilitychange", wake, { signal });
  signal.addEventListener("abort", () => {
    clearTimeout(timer);
    source.close();
  });
}

/** Calls `task` now and once more a moment later: a run says that it waits before the gate that it waits at is there. */
export function twice(task, signal) {
  let timer;
  signal?.addEventListener("abort", () => clearTimeout(timer));
  return () => {
    clearTimeout(timer);
    timer = setTimeout(task, SETTLED_AFTER);
    return task();
  };
}

/** Runs `task` for the last of many calls: one at a time, and once more when it was called meanwhile. */
export function latest(task) {
  let running = false;
  let again = false;
  return async function run() {
    if (running) {
      again = true;
      return;
    }
    running = true;
    try {
      do {
        again = false;
        await task();
      } while (again);
    } finally {
      running = false;
    }
  };
}
