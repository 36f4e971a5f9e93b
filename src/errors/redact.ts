/** The text that replaces the API key. */
export const REDACTED = "[redacted]";

/** Shorter keys are used only in tests and aren't secret. Redacting one would damage every message and stack. */
const MIN_SECRET_LENGTH = 6;

/**
 * Returns `text` with the keys redacted, however they are escaped. If the text was cut off within a key, the beginning of the key
 * at its end is redacted too. There can be several keys, because a key function may return a different one each time.
 */
export function redactText(text: string, ...keys: readonly string[]): string {
  const secrets = keys.filter(({ length }) => length >= MIN_SECRET_LENGTH);
  if (secrets.length === 0) return text;
  const all = secrets.join("\n"); // no key contains a line break
  if (patterns.all !== all) patterns = { all, ...toPatterns(secrets) };
  return text.replace(patterns.whole, REDACTED).replace(patterns.cut, REDACTED);
}

/** How many characters of a key are searched for at the end of a text that was cut off. */
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

/**
 * A character unescaped, and as JSON, JavaScript, URLs, forms and HTML escape it. A key is Latin-1, since it is a header's value.
 */
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

/** The part of Headers that is read here. */
interface Fields {
  forEach(callback: (value: string, name: string) => void): void;
}

/** A copy of `headers` with the keys redacted. */
export const redactHeaders = (headers: Fields, ...keys: readonly string[]): Headers =>
  copyHeaders(headers, (text) => redactText(text, ...keys));

/** Copies to `Headers`. Names that it refuses are left out, such as HTTP/2's `:status`, and text beyond Latin-1 is converted. */
export function copyHeaders(headers: Fields, change = (text: string): string => text): Headers {
  const out = new Headers();
  headers.forEach((value, name) => {
    try {
      const text = change(value).replace(/[\r\n\0]/g, " ");
      // `fetch` returns text beyond Latin-1 in this form: each byte of its UTF-8 as one character.
      const bytes = (): string =>
        Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join("");
      out.append(change(name) === name ? name : "redacted", /[^\0-\xff]/.test(text) ? bytes() : text);
    } catch {
      // The name isn't valid in HTTP, or the value isn't text.
    }
  });
  return out;
}

/**
 * Returns `cause` itself if it contains no key; otherwise a new error with its name, message and code, in which the keys are
 * redacted. A transport's error may contain the request that failed, with its headers.
 */
export function redactCause(cause: unknown, ...keys: readonly string[]): unknown {
  if (keys.length === 0 || !holds(cause, keys, new Set())) return cause;
  const text = (name: string): string | undefined => {
    const value = read(cause, name);
    return typeof value === "string" ? redactText(value, ...keys) : undefined;
  };
  const out = new Error(text("message") ?? "The cause contained the API key.");
  out.name = text("name") ?? "Error";
  const code = text("code");
  return code === undefined ? out : Object.assign(out, { code });
}

/** Whether a key is in `value` or in anything that it refers to. A value that can't be read counts as containing one. */
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
    // In a Request, for example, these are getters of the class, so they aren't among the value's own keys.
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
