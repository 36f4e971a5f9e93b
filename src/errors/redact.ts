/** What stands where the API key was. */
export const REDACTED = "[redacted]";

/** A shorter key is no secret but a test's, and would take letters out of every word and stack. */
const MIN_SECRET_LENGTH = 6;

/** `text` without the key, however it was escaped on the way, and without as much of it as an end cut off. */
export function redactText(text: string, key: string): string {
  if (key.length < MIN_SECRET_LENGTH) return text;
  if (patterns.key !== key) patterns = toPatterns(key);
  return text.replace(patterns.whole, REDACTED).replace(patterns.cut, REDACTED);
}

/** How much of a key that was cut off is looked for, in characters. */
const MAX_CUT_LENGTH = 200;

let patterns = { key: "", whole: /(?!)/g, cut: /(?!)/ };

function toPatterns(key: string): typeof patterns {
  const each = [...key].map(spellings);
  const rest = each.slice(MIN_SECRET_LENGTH, MAX_CUT_LENGTH).reduceRight((after, one) => `(?:${one}${after})?`, "");
  const brokenEscape = "(?:\\\\+[ux]?[0-9a-f]{0,3}|%[0-9a-f]?|&[#a-z0-9]{0,7})?";
  return {
    key,
    whole: new RegExp(each.join(""), "gi"),
    cut: new RegExp(`${each.slice(0, MIN_SECRET_LENGTH).join("")}${rest}${brokenEscape}$`, "i"),
  };
}

/** A character as it is, and as JSON, JavaScript, URLs, forms and HTML write it. A header holds no other than Latin-1. */
function spellings(character: string): string {
  const hex = (code: number) => code.toString(16).padStart(2, "0");
  const literal = (text: string) => text.replace(/[^\w\s\u0080-\uffff]/g, "\\$&");
  const code = character.charCodeAt(0);
  const bytes = [...new TextEncoder().encode(character)];
  const ways = [
    `${/["'/\\]/.test(character) ? "\\\\*" : ""}${literal(character)}`,
    `\\\\+(?:u00|x)${hex(code)}`,
    bytes.map((byte) => `%(?:25)*${hex(byte)}`).join(""),
    `%(?:25)*${hex(code)}`,
    `&(?:amp;)*#(?:0*${code}|x0*${hex(code)});?`,
  ];
  if (character === " ") ways.push("\\+");
  if (!/\w/.test(character)) ways.push("&(?:amp;)*[a-z]{2,8};");
  if (bytes.length > 1) ways.push(literal(String.fromCharCode(...bytes)), "\\ufffd{1,2}");
  return `(?:${ways.join("|")})`;
}

/** As much of Headers as is read here. */
interface Fields {
  forEach(callback: (value: string, name: string) => void): void;
}

/** A copy of `headers` without the key. */
export const redactHeaders = (headers: Fields, key: string): Headers =>
  copyHeaders(headers, (text) => redactText(text, key));

/** Headers as far as they can hold what came: a transport may hand out HTTP/2's `:status` or text beyond Latin-1. */
export function copyHeaders(headers: Fields, change = (text: string): string => text): Headers {
  const out = new Headers();
  headers.forEach((value, name) => {
    try {
      const text = change(value).replace(/[\r\n\0]/g, " ");
      // As `fetch` shows such a value: its bytes in UTF-8, each as a character.
      const bytes = (): string =>
        Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join("");
      out.append(change(name) === name ? name : "redacted", /[^\0-\xff]/.test(text) ? bytes() : text);
    } catch {
      // HTTP has no such name, or it isn't text.
    }
  });
  return out;
}

/**
 * `cause` as it is while the key is nowhere in it; else an error that has its name, message and code without the key. A
 * transport's error may hold the request that failed, headers and all.
 */
export function redactCause(cause: unknown, key: string): unknown {
  if (key === "" || !holds(cause, key, new Set())) return cause;
  const text = (name: string): string | undefined => {
    const value = read(cause, name);
    return typeof value === "string" ? redactText(value, key) : undefined;
  };
  const out = new Error(text("message") ?? "The cause held the API key.");
  out.name = text("name") ?? "Error";
  const code = text("code");
  return code === undefined ? out : Object.assign(out, { code });
}

/** Whether the key is in `value` or in anything that it holds. What can't be looked into counts as holding it. */
function holds(value: unknown, key: string, seen: Set<unknown>): boolean {
  if (typeof value === "string") return redactText(value, key) !== value;
  if ((typeof value !== "object" && typeof value !== "function") || value === null || seen.has(value)) return false;
  if (seen.size >= MAX_LOOKED_AT) return true;
  seen.add(value);
  if (ArrayBuffer.isView(value)) return false; // bytes, which nobody reads as text
  try {
    if (value instanceof URL || value instanceof URLSearchParams) return holds(String(value), key, seen);
    if (value instanceof Headers || value instanceof Map || value instanceof Set) {
      for (const entry of value) if (holds(entry, key, seen)) return true;
    }
    // A class may have these from its prototype, as getters; a Request does.
    if (
      ["name", "message", "stack", "code", "headers", "url"].some((name) => holds(Reflect.get(value, name), key, seen))
    )
      return true;
    return Reflect.ownKeys(value).some((name) => {
      return holds(name, key, seen) || holds(Reflect.get(value, name), key, seen);
    });
  } catch {
    return true;
  }
}

function read(value: unknown, name: string): unknown {
  try {
    return (value as Record<string, unknown>)[name];
  } catch {
    return undefined;
  }
}

const MAX_LOOKED_AT = 10_000;
