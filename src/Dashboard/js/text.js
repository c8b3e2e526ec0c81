// Hostile text: characters that hide, or turn the direction of what stands around them, are shown as what they are.
const HIDDEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/** The text with what would be invisible made visible. Line breaks and tabs stay. */
export function visible(text) {
  return text.replace(/\r\n?/g, "\n").replace(HIDDEN, (c) => `[U+${c.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}]`);
}

/** At most so many characters, with a sign that there was more. */
export function cut(text, most) {
  return text.length > most ? `${text.slice(0, most)}…` : text;
}

/** "1 test", "2 tests". */
export function plural(count, one, many = `${one}s`) {
  return `${number(count)} ${count === 1 ? one : many}`;
}

const NUMBER = new Intl.NumberFormat("en");

export function number(value) {
  return NUMBER.format(value);
}

/** Dollars: cents where that says it, more digits for what is cheaper. */
export function dollars(value) {
  const digits = value !== 0 && Math.abs(value) < 0.1 ? 4 : 2;
  return `$${Number(value).toFixed(digits).replace(/(\.\d\d)(\d*?)0+$/, "$1$2")}`;
}

export function bytes(length) {
  return length < 1024 ? `${length} B` : length < 1024 * 1024 ? `${(length / 1024).toFixed(1)} KiB` : `${(length / 1048576).toFixed(1)} MiB`;
}

/** "testsPassed" -> "tests passed". */
export function words(name) {
  return String(name ?? "").replace(/([a-z])([A-Z])/g, "$1 $2").replace(/[-_]/g, " ").toLowerCase();
}

export function sentence(name) {
  const text = words(name);
  return text.charAt(0).toUpperCase() + text.slice(1);
}
