// cspell:ignore sdfj LJUOUH
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readRateLimit, readWait } from "../../src/http/rate-limit.ts";

const NOW = Date.parse("2026-12-01T09:00:00Z");
const UNIX_NOW = NOW / 1000;
const http = (time: number): string => new Date(time).toUTCString();

const limitOf = (headers: Record<string, string>, now = NOW) => readRateLimit(new Headers(headers), now);
const waitOf = (headers: Record<string, string>, now = NOW) => readWait(new Headers(headers), now, true);

describe("RateLimit-Limit, -Remaining and -Reset", () => {
  it("are read as numbers, the reset as seconds from now", () => {
    expect(limitOf({ "RateLimit-Limit": "60", "RateLimit-Remaining": "0", "RateLimit-Reset": "27" })).toEqual({
      limit: 60,
      remaining: 0,
      resetMs: 27_000,
    });
  });

  it("are read even if only one of them is there", () => {
    expect(limitOf({ "ratelimit-limit": "60" })).toEqual({ limit: 60 });
    expect(limitOf({ "ratelimit-remaining": "59" })).toEqual({ remaining: 59 });
    expect(limitOf({ "ratelimit-reset": "0" })).toEqual({ resetMs: 0 });
  });

  it("are undefined if there are none", () => {
    expect(limitOf({})).toBeUndefined();
    expect(limitOf({ "x-ratelimit-limit": "60", "retry-after": "5" })).toBeUndefined();
  });

  it("may have fractions, white space, and what draft 6 puts behind them", () => {
    expect(limitOf({ "ratelimit-limit": "60, 60;w=60", "ratelimit-reset": " 1.5 " })).toEqual({
      limit: 60,
      resetMs: 1_500,
    });
    expect(limitOf({ "ratelimit-limit": "60;w=60" })).toEqual({ limit: 60 });
    expect(limitOf({ "ratelimit-limit": "60 ; w=60", "ratelimit-remaining": "5 , 6" })).toEqual({
      limit: 60,
      remaining: 5,
    });
  });

  it("have the longest reset of several", () => {
    const headers = new Headers([
      ["ratelimit-reset", "5"],
      ["ratelimit-reset", "50"],
    ]);
    expect(readRateLimit(headers, NOW)).toEqual({ resetMs: 50_000 });
  });

  it.each([
    "",
    "abc",
    "-1",
    "-27",
    "+5",
    "NaN",
    "Infinity",
    "1e3",
    "0x10",
    "5s",
    "five",
    "5 s",
    "1,5x,",
    ".5",
    "\u00bd",
  ])("are nothing when they are %j, but for a list's first", (junk) => {
    const headers = { "ratelimit-limit": junk, "ratelimit-remaining": junk, "ratelimit-reset": junk };
    expect(limitOf(headers)).toEqual(junk.startsWith("1,") ? { limit: 1, remaining: 1, resetMs: 1_000 } : undefined);
  });

  it("never give a number that is negative or not finite", () => {
    const text = fc.oneof(fc.string(), fc.double().map(String), fc.integer().map(String), fc.bigInt().map(String));
    const value = text.filter((text) => /^[\x20-\x7e]*$/.test(text));
    fc.assert(
      fc.property(value, value, value, value, (limit, remaining, reset, date) => {
        const read = limitOf({
          "ratelimit-limit": limit,
          "ratelimit-remaining": remaining,
          "ratelimit-reset": reset,
          date,
        });
        for (const number of Object.values(read ?? {})) {
          expect(number).toBeGreaterThanOrEqual(0);
          expect(Number.isFinite(number)).toBe(true);
        }
      }),
    );
  });
});

/** The longest time that is told, in ms. */
const YEAR = 366 * 86_400_000;

describe("the reset", () => {
  it("is Unix time from 10^9 up, and seconds below", () => {
    expect(limitOf({ "ratelimit-reset": "999999999" })).toEqual({ resetMs: YEAR });
    expect(limitOf({ "ratelimit-reset": "1000000000" }, 1e12 - 5_000)).toEqual({ resetMs: 5_000 });
    expect(limitOf({ "ratelimit-reset": `${UNIX_NOW + 27}` })).toEqual({ resetMs: 27_000 });
    expect(limitOf({ "ratelimit-reset": `${UNIX_NOW + 27}.25` })).toEqual({ resetMs: 27_250 });
  });

  it("in the past is now", () => {
    expect(limitOf({ "ratelimit-reset": `${UNIX_NOW - 100}` })).toEqual({ resetMs: 0 });
  });

  it("far in the future is cut to a year", () => {
    expect(limitOf({ "ratelimit-reset": "999999999999999" })?.resetMs).toBe(YEAR);
  });

  it("as Unix time goes by the answer's clock, however wrong ours is", () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), fc.nat({ max: 1e6 }), (skew, seconds) => {
        const headers = { "ratelimit-reset": `${UNIX_NOW + seconds}`, date: http(NOW) };
        expect(limitOf(headers, NOW + skew)).toEqual({ resetMs: seconds * 1000 });
      }),
    );
  });

  it("in seconds doesn't depend on any clock", () => {
    expect(limitOf({ "ratelimit-reset": "27", date: http(NOW - 1e10) }, NOW + 1e10)).toEqual({ resetMs: 27_000 });
  });

  it("goes by our clock where the answer's date can't be read", () => {
    for (const date of ["", "yesterday", "Tue, 99 Xyz"])
      expect(limitOf({ "ratelimit-reset": `${UNIX_NOW + 27}`, date })).toEqual({ resetMs: 27_000 });
  });
});

describe("draft 8", () => {
  it("has limit, remaining and reset as parameters", () => {
    expect(limitOf({ RateLimit: '"default";r=50;t=30', "RateLimit-Policy": '"default";q=100;w=60' })).toEqual({
      limit: 100,
      remaining: 50,
      resetMs: 30_000,
    });
  });

  it("has them in any order, with white space, and each alone", () => {
    expect(limitOf({ ratelimit: '"a"; t=30; r=0;pk=:sdfjLJUOUH==:' })).toEqual({ remaining: 0, resetMs: 30_000 });
    expect(limitOf({ ratelimit: '"a";r=7' })).toEqual({ remaining: 7 });
    expect(limitOf({ ratelimit: '"a";t=7' })).toEqual({ resetMs: 7_000 });
    expect(limitOf({ "ratelimit-policy": '"a";w=60;q=10' })).toEqual({ limit: 10 });
  });

  it("gives the limit that lasts longest", () => {
    expect(
      limitOf({ ratelimit: '"burst";r=1;t=2, "day";r=1000;t=3000', "ratelimit-policy": '"burst";q=5, "day";q=9' }),
    ).toEqual({
      limit: 9,
      remaining: 1000,
      resetMs: 3_000_000,
    });
  });

  it("gives way to the older fields", () => {
    const headers = { "ratelimit-limit": "1", "ratelimit-remaining": "2", "ratelimit-reset": "3" };
    const draft8 = { ratelimit: '"a";r=20;t=30', "ratelimit-policy": '"a";q=10' };
    expect(limitOf({ ...headers, ...draft8 })).toEqual({ limit: 1, remaining: 2, resetMs: 3_000 });
  });

  it.each(["", "default", '"a";r=-1;t=-5', '"a";r=x;t=y', '"a";rr=5;tt=6', "r=5;x", '"a"'])(
    "has nothing in %j",
    (ratelimit) => {
      expect(limitOf({ ratelimit })).toBeUndefined();
      expect(limitOf({ "ratelimit-policy": ratelimit })).toBeUndefined();
    },
  );
});

describe("Retry-After", () => {
  it.each([
    ["0", 0],
    ["5", 5_000],
    ["120", 120_000],
    [" 3 ", 3_000],
    ["1.5", 1_500],
    ["2147483648", YEAR],
  ])("of %j is seconds", (value, ms) => {
    expect(waitOf({ "retry-after": value })).toBe(ms);
  });

  it("is a date otherwise, in HTTP's form or its older one", () => {
    expect(waitOf({ "retry-after": "Tue, 01 Dec 2026 09:00:30 GMT" })).toBe(30_000);
    expect(waitOf({ "retry-after": "Tuesday, 01-Dec-26 09:00:30 GMT" })).toBe(30_000);
  });

  it("as a date goes by the answer's clock, however wrong ours is", () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), fc.nat({ max: 1e6 }), (skew, seconds) => {
        const headers = { "retry-after": http(NOW + seconds * 1000), date: http(NOW) };
        expect(waitOf(headers, NOW + skew)).toBe(seconds * 1000);
      }),
    );
  });

  it("as a date goes by our clock if the answer has no Date", () => {
    expect(waitOf({ "retry-after": http(NOW + 30_000) })).toBe(30_000);
    expect(waitOf({ "retry-after": http(NOW + 30_000), date: "junk" })).toBe(30_000);
  });

  it("as a date in the past is no wait", () => {
    expect(waitOf({ "retry-after": http(NOW - 30_000) })).toBe(0);
    expect(waitOf({ "retry-after": "Wed, 21 Oct 2015 07:28:00 GMT", date: http(NOW) })).toBe(0);
  });

  it.each(["", "soon", "5s", "60 seconds", "1e3", "NaN", "Infinity", "Tue, 99 Foo 2026"])(
    "of %j asks for nothing",
    (value) => {
      expect(waitOf({ "retry-after": value })).toBeUndefined();
    },
  );

  it.each(["-5", "-1", "+5", "-0.5", "soon 1", "in.5"])(
    "of %j asks for nothing, though Date.parse makes a date of it",
    (value) => {
      expect(waitOf({ "retry-after": value })).toBeUndefined();
    },
  );
});

describe("the wait", () => {
  it("is the longer of Retry-After and the rate limit's reset", () => {
    expect(waitOf({ "retry-after": "5", "ratelimit-reset": "27" })).toBe(27_000);
    expect(waitOf({ "retry-after": "50", "ratelimit-reset": "27" })).toBe(50_000);
    expect(waitOf({ "retry-after": http(NOW + 40_000), ratelimit: '"a";r=0;t=27' })).toBe(40_000);
  });

  it("is the one that can be read, and undefined if neither can", () => {
    expect(waitOf({ "ratelimit-reset": "27" })).toBe(27_000);
    expect(waitOf({ ratelimit: '"a";r=0;t=27' })).toBe(27_000);
    expect(waitOf({ "retry-after": "5" })).toBe(5_000);
    expect(waitOf({ "retry-after": "junk", "ratelimit-reset": "27" })).toBe(27_000);
    expect(waitOf({ "retry-after": "5", "ratelimit-reset": "junk" })).toBe(5_000);
    expect(waitOf({})).toBeUndefined();
    expect(waitOf({ "ratelimit-remaining": "0" })).toBeUndefined();
  });

  it("is never negative, nor anything but a number", () => {
    const value = fc.oneof(
      fc.string().filter((text) => /^[\x20-\x7e]*$/.test(text)),
      fc.integer().map(String),
      fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
    );
    fc.assert(
      fc.property(value, value, value, (retryAfter, reset, date) => {
        const wait = waitOf({ "retry-after": retryAfter, "ratelimit-reset": reset, date });
        expect(wait === undefined || (Number.isFinite(wait) && wait >= 0)).toBe(true);
      }),
    );
  });
});
