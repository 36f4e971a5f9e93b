import { describe, expect, onTestFinished, test, vi } from "vitest";
import { Heffl, type HefflApiError } from "../../src/index.ts";
import { rejection, TASK } from "../support/server.ts";

const NOW = Date.parse("2026-12-01T09:00:00Z");
const DATE = { date: "Tue, 01 Dec 2026 09:00:00 GMT" };
const DAY = 86_400_000;

/** The error of a create that is answered with 429 and these headers, and how long it would have waited. */
async function refused(headers: Record<string, string>) {
  const fetch = vi.fn(async () => new Response("", { status: 429, headers: { ...DATE, ...headers } }));
  const call = new Heffl({ apiKey: "test-key", fetch, maxRetries: 1, maxRetryDelayMs: 1 }).tasks.create({ title: "t" });
  return { error: await rejection<HefflApiError>(call), requests: fetch.mock.calls.length };
}

/** How long a client waited before it sent again, in ms; without the jitter. */
async function waited(headers: Record<string, string>): Promise<number> {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date", "performance"], now: NOW });
  vi.spyOn(Math, "random").mockReturnValue(0);
  onTestFinished(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });
  const answers = [new Response("", { status: 429, headers: { ...DATE, ...headers } }), Response.json(TASK)];
  const times: number[] = [];
  const fetch = async () => {
    times.push(Date.now());
    return answers.shift() as Response;
  };
  const call = new Heffl({ apiKey: "test-key", fetch, maxRetryDelayMs: 2 ** 31 - 1 }).tasks.create({ title: "t" });
  call.catch(() => {});
  await vi.advanceTimersByTimeAsync(2 ** 31 - 1);
  await call;
  return (times[1] as number) - (times[0] as number);
}

describe("a wait is read as the server means it", () => {
  test.each<[number, string, Record<string, string>]>([
    [30_000, "Retry-After in seconds", { "retry-after": "30" }],
    [30_500, "Retry-After with a fraction", { "retry-after": "30.5" }],
    [30_000, "Retry-After as a date", { "retry-after": "Tue, 01 Dec 2026 09:00:30 GMT" }],
    [30_000, "Retry-After as an old date", { "retry-after": "Tuesday, 01-Dec-26 09:00:30 GMT" }],
    [30_000, "Retry-After as C writes dates", { "retry-after": "Tue Dec  1 09:00:30 2026" }],
    [0, "Retry-After as a date that is past", { "retry-after": "Tue, 01 Dec 2026 08:00:00 GMT" }],
    [60_000, "two Retry-After, the longer second", { "retry-after": "30, 60" }],
    [60_000, "two Retry-After, the longer first", { "retry-after": "60, 30" }],
    [30_000, "RateLimit-Reset in seconds", { "ratelimit-reset": "30" }],
    [30_000, "RateLimit-Reset in Unix time", { "ratelimit-reset": `${NOW / 1000 + 30}` }],
    [30_000, "RateLimit-Reset in Unix time in ms", { "ratelimit-reset": `${NOW + 30_000}` }],
    [30_000, "RateLimit-Reset in Unix time in microseconds", { "ratelimit-reset": `${(NOW + 30_000) * 1000}` }],
    [
      30_000,
      "RateLimit-Reset in Unix time in nanoseconds",
      { "ratelimit-reset": `${BigInt(NOW + 30_000) * 1_000_000n}` },
    ],
    [30_000, "RateLimit-Reset in Unix time with a fraction", { "ratelimit-reset": `${NOW / 1000 + 30}.000` }],
    [60_000, "two RateLimit-Reset", { "ratelimit-reset": "30, 60" }],
    [60_000, "the longer of both", { "retry-after": "30", "ratelimit-reset": "60" }],
    [27_000, "draft 8", { ratelimit: '"default";r=0;t=27' }],
    [27_000, "draft 8 in another order", { ratelimit: '"default"; t=27; r=0' }],
    [27_000, "draft 8 with a token as name", { ratelimit: "default;r=0;t=27" }],
    [3_600_000, "draft 8, the second of two exhausted", { ratelimit: '"minute";r=10;t=5, "hour";r=0;t=3600' }],
    [5000, "draft 8, the first of two exhausted", { ratelimit: '"minute";r=0;t=5, "hour";r=10;t=3600' }],
    [3_600_000, "draft 8, both exhausted", { ratelimit: '"minute";r=0;t=5, "hour";r=0;t=3600' }],
    [3_600_000, "draft 8, none of two exhausted", { ratelimit: '"minute";r=1;t=5, "hour";r=1;t=3600' }],
    [7000, "draft 8 with a parameter in the name", { ratelimit: '"a;t=59";r=0;t=7' }],
    [7000, "draft 8 with a quote and a comma in the name", { ratelimit: '"a\\",b;t=59";r=0;t=7' }],
    [7000, "draft 8 with a parameter that is a string", { ratelimit: '"a";pk="x;t=59,y";r=0;t=7' }],
    [7000, "draft 8 with a parameter whose name ends in t", { ratelimit: '"a";rt=59;r=0;t=7' }],
    [7000, "draft 7", { ratelimit: "limit=10, remaining=0, reset=7" }],
  ])("%i ms: %s", async (ms, _, headers) => {
    expect(await waited(headers)).toBe(ms);
  });
});

describe("an unreadable wait is ignored", () => {
  test.each(["soon", "-5", "0x10", "1e3", "NaN", "Infinity", "", "30s", "١٢"])("Retry-After: %s", async (text) => {
    const { error } = await refused({ "retry-after": encodeURI(text) === text ? text : "soon" });
    expect(error).toMatchObject({ outcome: "not_created", status: 429 });
    expect(error.message).not.toMatch(/asks for/);
  });
});

describe("an absurdly long wait isn't ignored: the call fails and names it, cut to a year", () => {
  test.each<[string, Record<string, string>]>([
    ["Retry-After of 16 digits", { "retry-after": "9999999999999999" }],
    ["Retry-After of 400 digits", { "retry-after": "9".repeat(400) }],
    ["Retry-After of 15 digits", { "retry-after": "999999999999999" }],
    ["Retry-After with many zeros before it", { "retry-after": `${"0".repeat(20)}99999999` }],
    ["Retry-After in the year 9999", { "retry-after": "Fri, 31 Dec 9999 23:59:59 GMT" }],
    ["RateLimit-Reset of 16 digits", { "ratelimit-reset": "9999999999999999" }],
    ["RateLimit-Reset of 30 digits", { "ratelimit-reset": "9".repeat(30) }],
    ["RateLimit-Reset in the year 5000", { "ratelimit-reset": "95617584000" }],
    ["draft 8 of 16 digits", { ratelimit: '"a";r=0;t=9999999999999999' }],
  ])("%s", async (_, headers) => {
    const { error, requests } = await refused(headers);
    expect(requests).toBe(1);
    expect(error.message).toMatch(/The server asks for a wait of [\d,]+ s, longer than maxRetryDelayMs allows/);
    const told = Number(/a wait of ([\d,]+) s/.exec(error.message)?.[1]?.replaceAll(",", "")) * 1000;
    expect(told).toBeGreaterThan(DAY);
    expect(told).toBeLessThanOrEqual(366 * DAY);
    const { resetMs = 0 } = error.rateLimit ?? {};
    expect(resetMs).toBeLessThanOrEqual(366 * DAY);
  });

  test("and rateLimit tells what is exhausted", async () => {
    const { error } = await refused({
      "ratelimit-policy": '"minute";q=60;w=60, "hour";q=1000;w=3600',
      ratelimit: '"minute";r=10;t=5, "hour";r=0;t=3600',
    });
    expect(error.rateLimit).toEqual({ limit: 1000, remaining: 0, resetMs: 3_600_000 });
  });

  test("and rateLimit of a Unix time in ms is a time from now", async () => {
    const { error } = await refused({ "ratelimit-reset": `${NOW + 30_000}` });
    expect(error.rateLimit).toEqual({ resetMs: 30_000 });
  });
});
