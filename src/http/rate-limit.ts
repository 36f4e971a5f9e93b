import type { HeadersLike } from "../config/transport.ts";
import type { RateLimit } from "../errors/answer-errors.ts";

/** A `RateLimit-Reset` of this or more is Unix time: as seconds from now it would be more than 31 years. */
const UNIX_TIME_FROM = 1e9;
/** A Unix time of this or more is in ms or a smaller unit: in seconds it would be the year 33,658. */
const UNIX_MS_FROM = 1e12;
/** The longest time that is returned, a year in ms. A longer one is assumed to be a mistake. */
const LONGEST_MS = 366 * 86_400_000;

/**
 * Reads `RateLimit-Limit`, `-Remaining` and `-Reset`, and the fields of the IETF's draft 7 (`RateLimit: limit=60, remaining=0,
 * reset=27`) and draft 8 (`RateLimit: "default";r=0;t=27`, `RateLimit-Policy: "default";q=60`). If there are several limits,
 * it returns an exhausted one, and among those the one that lasts longest. Heffl publishes only the name `RateLimit-Reset` and no
 * unit, so it is read as seconds from now, and from 10^9 up as Unix time, in seconds, ms, microseconds or nanoseconds. Undefined
 * if there is nothing to read.
 *
 * @param now ms since 1970, for answers without a `Date`
 */
export function readRateLimit(headers: HeadersLike, now: number): RateLimit | undefined {
  const items = readItems(headers.get("ratelimit"));
  const exhausted = items.filter((item) => first(item.get("r")) === 0);
  const lasts = (item: Item): number => first(item.get("t")) ?? -1;
  const [chosen] = (exhausted.length > 0 ? exhausted : items).sort((a, b) => lasts(b) - lasts(a));
  const policies = readItems(headers.get("ratelimit-policy"));
  const policy = policies.find((item) => item.get("") === chosen?.get("")) ?? policies[0];
  const draft7 = new Map(items.map((item) => pair(item.get("") ?? "")));

  const limit = first(headers.get("ratelimit-limit") ?? policy?.get("q") ?? draft7.get("limit"));
  const remaining = first(headers.get("ratelimit-remaining") ?? chosen?.get("r") ?? draft7.get("remaining"));
  const resets = headers.get("ratelimit-reset") ?? chosen?.get("t") ?? draft7.get("reset");
  const resetMs = longest(numbers(resets).map((reset) => toMs(reset, headers, now)));
  if (limit === undefined && remaining === undefined && resetMs === undefined) return undefined;
  return {
    ...(limit !== undefined && { limit }),
    ...(remaining !== undefined && { remaining }),
    ...(resetMs !== undefined && { resetMs }),
  };
}

/**
 * How long an answer asks to wait, in ms: the longest time in `Retry-After` (seconds or dates) and the rate limit's reset.
 *
 * @param limited whether the answer is a 429; otherwise the limit's reset is no reason to wait
 */
export function readWait(headers: HeadersLike, now: number, limited: boolean): number | undefined {
  const retryAfter = headers.get("retry-after") ?? "";
  const dates = (retryAfter.match(HTTP_DATES) ?? []).map((date) => Date.parse(date.replace(/\s*(?:GMT\s*)?$/, " GMT")));
  const reset = limited ? readRateLimit(headers, now)?.resetMs : undefined;
  return longest([
    ...numbers(retryAfter).map((seconds) => seconds * 1000),
    ...dates.filter((date) => !Number.isNaN(date)).map((date) => until(date, headers, now)),
    ...(reset === undefined ? [] : [reset]),
  ]);
}

/** Every form of HTTP's dates begins with the day of the week; `Date.parse` alone also accepts `-5`. */
const HTTP_DATES = /(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,?[^,]*/g;

function toMs(reset: number, headers: HeadersLike, now: number): number {
  if (reset < UNIX_TIME_FROM) return reset * 1000;
  let seconds = reset;
  for (let unit = 0; unit < 3 && seconds >= UNIX_MS_FROM; unit++) seconds /= 1000; // ms, microseconds, nanoseconds
  return until(seconds * 1000, headers, now);
}

/** The time until then, in ms from the answer's `Date` if it has one, so that a wrong clock on this machine has no effect. */
function until(time: number, headers: HeadersLike, now: number): number {
  const date = Date.parse(headers.get("date") ?? "");
  return Math.max(0, time - (Number.isNaN(date) ? now : date));
}

const longest = (times: number[]): number | undefined =>
  times.length === 0
    ? undefined
    : Math.min(
        LONGEST_MS,
        times.reduce((a, b) => Math.max(a, b)),
      );

/** The numbers in a list: `60, 60;w=60` contains 60 and 60. */
function numbers(text: string | null | undefined): number[] {
  const found = (text ?? "").split(",").map((part) => part.match(/^\s*(\d+(?:\.\d+)?)\s*(?:$|;)/)?.[1]);
  return found.filter((digits) => digits !== undefined).map(Number);
}

const first = (text: string | null | undefined): number | undefined => numbers(text)[0];

/** An item of a structured list: its parameters, and its value under the empty name. */
type Item = Map<string, string>;

/** The items of a list such as `"default";r=0;t=27`. Separators between quotes don't count. */
function readItems(field: string | null): Item[] {
  const plain = field?.replace(/"(?:[^"\\]|\\.)*"/g, (quoted) => quoted.replace(/[,;=]/g, "_")) ?? "";
  return plain.split(",").map((item) => new Map(`=${item}`.split(";").map(pair)));
}

function pair(text: string): [string, string] {
  const [name = "", ...value] = text.trim().split("=");
  return [name, value.join("=").trim()];
}
