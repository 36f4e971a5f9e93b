/** What stands where the API key was. */
export const REDACTED = "[redacted]";

/** `text` without the key, however it was escaped on the way: as it is, in a JSON string, in a URL. */
export function redactText(text: string, key: string): string {
  if (key === "") return text;
  const inJson = JSON.stringify(key).slice(1, -1);
  const forms = new Set([key, inJson, inJson.replaceAll("/", "\\/"), encodeURIComponent(key), encodeURI(key)]);
  let out = text;
  for (const form of forms) out = out.replaceAll(form, REDACTED);
  return out;
}

/** A copy of `headers` without the key. */
export function redactHeaders(headers: Headers, key: string): Headers {
  const out = new Headers();
  for (const [name, value] of headers) out.append(name, redactText(value, key));
  return out;
}

/**
 * `cause` as it is while the key is nowhere in it; else an error that has its name, message and code without the key. A
 * transport's error may hold the request that failed, headers and all.
 */
export function redactCause(cause: unknown, key: string): unknown {
  if (key === "" || !holds(cause, key, new Set())) return cause;
  const { name, message, code } = (typeof cause === "object" && cause !== null ? cause : {}) as Record<string, unknown>;
  const out = new Error(typeof message === "string" ? redactText(message, key) : "The cause held the API key.");
  out.name = typeof name === "string" ? redactText(name, key) : "Error";
  return typeof code === "string" ? Object.assign(out, { code: redactText(code, key) }) : out;
}

/** Whether the key is in `value` or in anything that it holds. What can't be looked into counts as holding it. */
function holds(value: unknown, key: string, seen: Set<unknown>): boolean {
  if (typeof value === "string") return redactText(value, key) !== value;
  if ((typeof value !== "object" && typeof value !== "function") || value === null || seen.has(value)) return false;
  if (seen.size >= MAX_LOOKED_AT) return true;
  seen.add(value);
  try {
    if (value instanceof Headers || value instanceof Map) {
      for (const entry of value) if (holds(entry, key, seen)) return true;
    }
    return Reflect.ownKeys(value).some((name) => {
      const property = Reflect.getOwnPropertyDescriptor(value, name);
      return holds(property?.get ? Reflect.get(value, name) : property?.value, key, seen);
    });
  } catch {
    return true;
  }
}

const MAX_LOOKED_AT = 10_000;
