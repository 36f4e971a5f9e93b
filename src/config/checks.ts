import { HefflConfigurationError } from "../errors/request-errors.ts";

/** The longest delay of a timer, in ms; with a longer one it fires at once. */
export const MAX_TIMER_MS = 2 ** 31 - 1;

export function refuse(message: string): never {
  throw new HefflConfigurationError(message);
}

/** Refuses a key that can't be a header's value. The message doesn't repeat it. */
export function checkKey(key: unknown): asserts key is string {
  if (typeof key !== "string" || key === "") refuse("The API key must be a string that isn't empty.");
  if (key.trim() !== key) refuse("The API key has white space around it, perhaps a line break from a file. Trim it.");
  if (!/^[\x20-\x7e\xa0-\xff]+$/.test(key)) {
    refuse(
      "The API key contains a character that isn't allowed in a header. Copy it again from app.heffl.com/settings/developers.",
    );
  }
}

export const checkTimeout = (name: "timeoutMs" | "totalTimeoutMs", value: number): number =>
  checkNumber(name, value, 1, MAX_TIMER_MS);

export function checkMaxRetries(value: number): number {
  if (!Number.isInteger(value)) refuse(`maxRetries must be a whole number, not ${show(value)}.`);
  return checkNumber("maxRetries", value, 0, 100);
}

function show(value: unknown): string {
  try {
    return String(value);
  } catch {
    return "something that can't be shown";
  }
}

/** Copies the options' own properties once, so that a getter can't return something else the next time. */
export function readOptions<T extends object>(given: T): T {
  if (given === null) refuse("Options must be an object, not null.");
  try {
    return Object.assign(Object.create(null), given);
  } catch (cause) {
    throw new HefflConfigurationError("The options can't be read.", { cause });
  }
}

export function checkSignal(signal: unknown): void {
  if (signal === undefined) return;
  try {
    const { aborted, addEventListener, removeEventListener } = signal as AbortSignal;
    if (
      typeof aborted === "boolean" &&
      typeof addEventListener === "function" &&
      typeof removeEventListener === "function"
    )
      return;
  } catch {}
  refuse("signal must be an AbortSignal.");
}

/** Returns the headers with names in lower case and values as HTTP sends them. Accepts every form that `fetch` accepts. */
export function checkHeaders(given: unknown): Record<string, string> {
  if (given === undefined) return {};
  const entries = entriesOf(given);
  if (entries.length === 0) return {};
  const headers = new Headers();
  for (const [name, value] of entries) {
    if (name.toLowerCase() === "x-api-key") refuse("headers can't contain x-api-key. Pass the key as apiKey.");
    if (value === undefined) continue;
    try {
      headers.set(name, [value].flat().map(checkPrimitive).join(", "));
    } catch {
      refuse(`The header ${JSON.stringify(name)} can't be sent: HTTP doesn't allow its name or its value.`);
    }
  }
  return Object.fromEntries(headers);
}

function entriesOf(given: unknown): [name: string, value: unknown][] {
  try {
    if (typeof given === "object" && given !== null && typeof Reflect.get(given, "then") !== "function") {
      if (!(Symbol.iterator in given)) return Object.entries(given);
      const entries = [...(given as Iterable<[string, unknown]>)];
      if (entries.every((entry) => Array.isArray(entry) && entry.length === 2 && typeof entry[0] === "string"))
        return entries;
    }
  } catch {}
  return refuse("headers must be an object, Headers, or a list of [name, value] pairs.");
}

/** Throws for a value that would be sent as text such as `[object Object]`. */
function checkPrimitive(value: unknown): string {
  if (!/^(?:string|number|bigint|boolean)$/.test(typeof value)) throw new TypeError();
  return `${value}`;
}

export function checkNumber(name: string, value: number, least: number, most: number): number {
  if (typeof value === "number" && value >= least && value <= most) return value;
  return refuse(
    `${name} must be from ${least.toLocaleString("en")} to ${most.toLocaleString("en")}, not ${show(value)}.`,
  );
}

export function checkBaseUrl(text: string): string {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return refuse(`baseUrl isn't a URL. Set one such as https://api.heffl.com/api/v2.`);
  }
  if (url.username || url.password)
    refuse("baseUrl contains a user name or password. Remove them; the key goes into apiKey.");
  if (url.search || url.hash) refuse("baseUrl contains a query or a fragment. Remove it.");
  if (url.protocol !== "https:" && !(url.protocol === "http:" && isLoopback(url.hostname))) {
    refuse("baseUrl must be https, to protect the API key. Plain http is only for this machine.");
  }
  return (url.origin + url.pathname).replace(/\/+$/, "");
}

const isLoopback = (host: string): boolean =>
  host === "localhost" || /^127\.\d+\.\d+\.\d+$/.test(host) || host === "[::1]";
