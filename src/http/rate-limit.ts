import type { HeadersLike } from "../config/transport.ts";
import type { RateLimit } from "../errors/answer-errors.ts";

/** From here up `RateLimit-Reset` can't be seconds from now: it would be more than 31 years. */
const UNIX_TIME_FROM = 1e9;

/**
 * Reads `RateLimit-Limit`, `-Remaining` and `-Reset`, and the fields of the IETF's draft 8 (`RateLimit: "default";r=0;t=27`,
 * `RateLimit-Policy: "default";q=60`). Heffl publishes the name `RateLimit-Reset` alone and no unit: it is read as
 * seconds from now, and as Unix time from 10^9 up. Undefined when there is nothing to read.
 *
 * @param now ms since 1970, for answers that don't tell their own time
 */
export function readRateLimit(headers: HeadersLike, now: number): RateLimit | undefined {
  const draft8 = headers.get("ratelimit") ?? "";
  const limit = number(headers.get("ratelimit-limit") ?? parameter(headers.get("ratelimit-policy") ?? "", "q"));
  const remaining = number(headers.get("ratelimit-remaining") ?? parameter(draft8, "r"));
  const reset = number(headers.get("ratelimit-reset") ?? parameter(draft8, "t"));
  if (limit === undefined && remaining === undefined && reset === undefined) return undefined;
  return {
    ...(limit !== undefined && { limit }),
    ...(remaining !== undefined && { remaining }),
    ...(reset !== undefined && { resetMs: reset < UNIX_TIME_FROM ? reset * 1000 : until(reset * 1000, headers, now) }),
  };
}

/**
 * How long an answer asks to wait, in ms: the longer of `Retry-After` (seconds or a date) and the rate limit's reset.
 *
 * @param limited whether the limit is what the answer is about; else its reset is no reason to wait
 */
export function readWait(headers: HeadersLike, now: number, limited: boolean): number | undefined {
  const retryAfter = headers.get("retry-after") ?? "";
  const seconds = number(retryAfter);
  const date = HTTP_DATE.test(retryAfter) ? Date.parse(retryAfter) : Number.NaN;
  const asked = seconds !== undefined ? seconds * 1000 : Number.isNaN(date) ? undefined : until(date, headers, now);
  const reset = limited ? readRateLimit(headers, now)?.resetMs : undefined;
  return asked === undefined || reset === undefined ? (asked ?? reset) : Math.max(asked, reset);
}

/** Every form of HTTP's dates begins with the day of the week; `Date.parse` alone makes a date of `-5` too. */
const HTTP_DATE = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)/;

/** From the answer's own clock where it tells one, so that a wrong clock here doesn't stretch a wait. */
function until(time: number, headers: HeadersLike, now: number): number {
  const date = Date.parse(headers.get("date") ?? "");
  return Math.max(0, time - (Number.isNaN(date) ? now : date));
}

/** The number that `text` starts with: of `60` and of `60, 60;w=60` alike. */
function number(text: string | undefined): number | undefined {
  const digits = text?.match(/^\s*(\d{1,15}(?:\.\d+)?)\s*(?:$|[,;])/)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** A parameter of a structured field's first item: `27` for `t` of `"default";r=0;t=27`. */
const parameter = (field: string, name: string): string | undefined =>
  field.match(new RegExp(`;\\s*${name}=(\\d+)`))?.[1];
