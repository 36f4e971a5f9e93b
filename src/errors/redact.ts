/** What stands where the API key was. */
export const REDACTED = "[redacted]";

/** A shorter key is no secret but a test's, and would take letters out of every word and stack. */
const MIN_SECRET_LENGTH = 6;

/**
 * `text` without the keys, however they were escaped on the way, and without the part of one that is left where the text was
 * cut off. There are several where a key function returned a different one for each sending of a call.
 */
export function redactText(text: string, ...keys: readonly string[]): string {
  const secrets = keys.filter(({ length }) => length >= MIN_SECRET_LENGTH);
  if (secrets.length === 0) return text;
  const all = secrets.join("\n"); // no header holds a line break
  if (patterns.all !== all) patterns = { all, ...toPatterns(secrets) };
  return text.replace(patterns.whole, REDACTED).replace(patterns.cut, REDACTED);
}

/** How much of a key that was cut off is looked for, in characters. */
const MAX_CUT_LENGTH = 200;

let patterns = { all: "", whole: /(?!)/g, cut: /(?!)/ };

function toPatterns(keys: string[]): { whole: RegExp; cut: RegExp } {
  // The longer first: one can be the beginning of another.
  const each = keys.sort((a, b) => b.length - a.length).map(patternsOf);
  return {
    whole: new RegExp(each.map(({ whole }) => whole).join("|"), "gi"),
    cut: new RegExp(`(?:${each.map(({ cut }) => cut).join("|")})$`, "i"),
  };
}

function patternsOf(key: string): { whole: string; cut: string } {
  const each = [...key].map(spellings);
  const rest = each.slice(MIN_SECRET_LENGTH, MAX_CUT_LENGTH).reduceRight((after, one) => `(?:${one}${after})?`, "");
  const brokenEscape = "(?:\\\\+[ux]?[0-9a-f]{0,3}|%[0-9a-f]?|&[#a-z0-9]{0,7})?";
  return {
    whole: each.join(""),
    cut: `${each.slice(0, MIN_SECRET_LENGTH).join("")}${rest}${brokenEscape}`,
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

/** A copy of `headers` without the keys. */
export const redactHeaders = (headers: Fields, ...keys: readonly string[]): Headers =>
  copyHeaders(headers, (text) => redactText(text, ...keys));

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
 * `cause` as it is while no key is in it; else an error that has its name, message and code without the keys. A transport's
 * error may hold the request that failed, headers and all.
 */
export function redactCause(cause: unknown, ...keys: readonly string[]): unknown {
  if (keys.length === 0 || !holds(cause, keys, new Set())) return cause;
  const text = (name: string): string | undefined => {
    const value = read(cause, name);
    return typeof value === "string" ? redactText(value, ...keys) : undefined;
  };
  const out = new Error(text("message") ?? "The cause held the API key.");
  out.name = text("name") ?? "Error";
  const code = text("code");
  return code === undefined ? out : Object.assign(out, { code });
}

/** Whether a key is in `value` or in anything that it holds. What can't be looked into counts as holding it. */
function holds(value: unknown, keys: readonly string[], seen: Set<unknown>): boolean {
  if (typeof value === "string") return redactText(value, ...keys) !== value;
  if ((typeof value !== "object" && typeof value !== "function") || value === null || seen.has(value)) return false;
  if (seen.size >= MAX_LOOKED_AT) return true;
  seen.add(value);
  if (ArrayBuffer.isView(value)) return false; // bytes, which nobody reads as text
  try {
    if (value instanceof URL || value instanceof URLSearchParams) return holds(String(value), keys, seen);
    if (value instanceof Headers || value instanceof Map || value instanceof Set) {
      for (const entry of value) if (holds(entry, keys, seen)) return true;
    }
    // A class may have these from its prototype, as getters; a Request does.
    if (
      ["name", "message", "stack", "code", "headers", "url"].some((name) => holds(Reflect.get(value, name), keys, seen))
    )
      return true;
    return Reflect.ownKeys(value).some((name) => {
      return holds(name, keys, seen) || holds(Reflect.get(value, name), keys, seen);
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
