/** What stands where the API key was. */
export const REDACTED = "[redacted]";

/** A shorter key is no secret but a test's, and would take letters out of every word and stack. */
const MIN_SECRET_LENGTH = 6;

/** `text` without the key, however it was escaped on the way: as it is, in a JSON string, in a URL. */
export function redactText(text: string, key: string): string {
  if (key.length < MIN_SECRET_LENGTH) return text;
  const inJson = JSON.stringify(key).slice(1, -1);
  const forms = new Set([key, inJson, inJson.replaceAll("/", "\\/"), encodeURIComponent(key), encodeURI(key)]);
  let out = text;
  for (const form of forms) out = out.replaceAll(form, REDACTED);
  return out;
}

/** As much of Headers as is read here. */
interface Fields {
  forEach(callback: (value: string, name: string) => void): void;
}

/** A copy of `headers` without the key. */
export function redactHeaders(headers: Fields, key: string): Headers {
  const out = new Headers();
  headers.forEach((value, name) => {
    out.append(name, redactText(value, key));
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
