// Who is asking, as the host knows it. The key itself is never kept here: the host puts it into a cookie that scripts cannot read.
import { get, send, Problem } from "./api.js";

const NOBODY = { keyRequired: false, signedIn: false, person: null, user: null, project: null, scopes: [] };
let known = NOBODY;

/** What the host last told of the caller. */
export function who() {
  return known;
}

/** Whether this caller may use routes that ask for a scope: read, run, decide, admin. */
export function may(scope) {
  return !known.keyRequired || known.scopes.some((have) => have.toLowerCase() === scope || have.toLowerCase() === "admin");
}

/** Asks the host who is here. */
export async function me() {
  try {
    known = { ...NOBODY, ...await get("v1/me") };
  } catch (error) {
    // A host without keys may not know the route; one that is away is asked again by whatever comes next.
    known = error instanceof Problem && error.status === 401 ? { ...NOBODY, keyRequired: true } : NOBODY;
  }
  document.dispatchEvent(new CustomEvent("session"));
  return known;
}

export async function signIn(key) {
  await send("POST", "v1/session", { key });
  return me();
}

export async function signOut() {
  await send("DELETE", "v1/session");
  return me();
}
