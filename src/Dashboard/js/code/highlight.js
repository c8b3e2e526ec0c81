// A small tokenizer for what runs store. It only says which characters belong together; the text itself is never changed.
const CSHARP_WORDS = "abstract as async await base bool break byte case catch char checked class const continue decimal default delegate do double else enum event explicit extern false file finally fixed float for foreach get global goto if implicit in init int interface internal is lock long namespace nameof new not null object operator or out override params partial private protected public readonly record ref required return sbyte sealed set short sizeof stackalloc static string struct switch this throw true try typeof uint ulong unchecked unsafe ushort using value var virtual void volatile when where while with yield";

const RULES = {
  csharp: [
    ["comment", /\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/y],
    ["string", /\$*"""[\s\S]*?(?:"""|$)|(?:\$@|@\$|@)"(?:[^"]|"")*(?:"|$)|\$?"(?:[^"\\\n]|\\.)*(?:"|(?=\n)|$)|'(?:[^'\\\n]|\\.){1,8}'/y],
    ["digits", /\b\d[\d_]*(?:\.\d+)?(?:[eE][+-]?\d+)?[a-zA-Z]{0,2}\b/y],
    ["word", new RegExp(`\\b(?:${CSHARP_WORDS.replaceAll(" ", "|")})\\b`, "y")],
    ["type", /\b[A-Z][A-Za-z0-9_]*\b/y],
    [null, /[A-Za-z_@][A-Za-z0-9_]*/y],
  ],
  json: [
    ["type", /"(?:[^"\\\n]|\\.)*"(?=\s*:)/y],
    ["string", /"(?:[^"\\\n]|\\.)*(?:"|(?=\n)|$)/y],
    ["digits", /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y],
    ["word", /\b(?:true|false|null)\b/y],
  ],
  markdown: [
    ["heading", /(?<=^|\n)#{1,6} [^\n]*/y],
    ["string", /(?<=^|\n)```[^\n]*|`[^`\n]+`/y],
    ["comment", /(?<=^|\n)> [^\n]*/y],
  ],
  xml: [
    ["comment", /<!--[\s\S]*?(?:-->|$)/y],
    ["word", /<\/?[A-Za-z][\w:.-]*|\/?>/y],
    ["string", /"[^"\n<]*"/y],
  ],
};
const LANGUAGES = { cs: "csharp", json: "json", md: "markdown", xml: "xml", csproj: "xml" };
// Above it colours cost more than they help.
const MOST = 300000;

export function languageOf(name) {
  return LANGUAGES[/\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase()] ?? "text";
}

/** The lines of a text, each as pieces `[kind, text]`; joined, the pieces are the text again. */
export function tokens(text, language) {
  const whole = text.replace(/\r\n?/g, "\n");
  const rules = whole.length <= MOST ? RULES[language] ?? [] : [];
  const lines = [[]];
  const add = (kind, piece) => {
    piece.split("\n").forEach((part, index) => {
      if (index > 0) {
        lines.push([]);
      }
      if (part) {
        lines.at(-1).push([kind, part]);
      }
    });
  };
  let at = 0;
  let plain = 0;
  while (at < whole.length) {
    let length = 0;
    for (const [kind, rule] of rules) {
      rule.lastIndex = at;
      length = rule.exec(whole)?.[0].length ?? 0;
      if (length > 0) {
        add(null, whole.slice(plain, at));
        add(kind, whole.slice(at, at + length));
        at += length;
        plain = at;
        break;
      }
    }
    if (length === 0) {
      at = rules.length === 0 ? whole.length : at + 1;
    }
  }
  add(null, whole.slice(plain));
  if (lines.length > 1 && lines.at(-1).length === 0) {
    lines.pop();
  }
  return lines;
}
