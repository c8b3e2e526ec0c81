// Talks to the API of the host that served this page, wherever it serves it.
const ROOT = new URL("../", document.baseURI);

/** A refusal or a failure, in the words of the host. */
export class Problem extends Error {
  constructor(status, title, detail) {
    super(detail || title);
    this.status = status;
    this.title = title;
  }
}

/** The address of a path; its segments are escaped. */
export function path(...segments) {
  return segments.map((segment) => encodeURIComponent(segment)).join("/");
}

export function address(route, query) {
  const url = new URL(route, ROOT);
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== null && value !== undefined && value !== "") {
      url.searchParams.set(name, value);
    }
  }
  return url;
}

export function get(route, query, signal) {
  return json("GET", address(route, query), undefined, signal);
}

export function send(method, route, body, signal) {
  return json(method, address(route), body, signal);
}

/**
 * What starts a run, for one dialog: sent again because no answer came, the same is the same run; what was changed meanwhile is another one.
 * `what` tells one body from another where it is no JSON.
 */
export function starter() {
  let last;
  let key;
  return (route, body, signal, what = JSON.stringify(body)) => {
    const whole = `${route}\n${what}`;
    if (whole !== last) {
      last = whole;
      key = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
    }
    return json("POST", address(route), body, signal, { "Idempotency-Key": key });
  };
}

/** An artifact's text, or null for what is no text; at most `most` bytes of it. */
export async function text(route, most, signal) {
  const response = await ask(address(route), { signal });
  const type = response.headers.get("Content-Type") ?? "";
  const sha256 = /^(?:W\/)?"([0-9a-f]{64})"$/.exec(response.headers.get("ETag") ?? "")?.[1];
  if (!/^(text\/plain|application\/json)/.test(type)) {
    await response.body?.cancel();
    return { text: null, type, sha256, cut: false };
  }
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let whole = "";
  let read = 0;
  while (read <= most) {
    const { done, value } = await reader.read();
    if (done) {
      return { text: whole + decoder.decode(), type, sha256, cut: false };
    }
    read += value.length;
    whole += decoder.decode(value, { stream: true });
  }
  await reader.cancel();
  return { text: whole.slice(0, most), type, sha256, cut: true };
}

async function json(method, url, body, signal, more = {}) {
  const init = { method, signal, headers: { Accept: "application/json", ...more } };
  if (body !== undefined) {
    init.body = typeof body === "string" || body instanceof Blob ? body : JSON.stringify(body);
    init.headers["Content-Type"] = "application/json";
  }
  const response = await ask(url, init);
  const type = response.headers.get("Content-Type") ?? "";
  return /json/.test(type) ? response.json() : response.text();
}

async function ask(url, init) {
  let response;
  try {
    response = await fetch(url, { ...init, credentials: "same-origin", cache: "no-store" });
  } catch (error) {
    if (error.name === "AbortError") {
      throw error;
    }
    throw new Problem(0, "No answer", "The host does not answer. It may be stopped; this page goes on when it is back.");
  }
  if (response.ok) {
    return response;
  }
  let told = {};
  try {
    told = await response.json();
  } catch {
    // A proxy's own page says nothing that we could show.
  }
  if (response.status === 401) {
    document.dispatchEvent(new CustomEvent("signed-out"));
  }
  throw new Problem(response.status, told.title ?? `Status ${response.status}`, told.detail ?? "The host gave no reason.");
}
