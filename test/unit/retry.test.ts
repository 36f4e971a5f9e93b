import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Attempt } from "../../src/http/attempt.ts";
import { BACKOFF_MS, decide, JITTER_MS, mayRepeat, type Situation } from "../../src/http/retry.ts";
import { HefflAbortError, HefflApiError, type HefflError, type HefflOptions, type Logger } from "../../src/index.ts";
import { clientOver, json, lostConnection, refusal, refusedConnection, rejection, TASK } from "./stand-in.ts";

const retries = fc.nat({ max: 100 });
const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const situation: fc.Arbitrary<Situation> = fc.record({
  allowed: fc.boolean(),
  retries,
  maxRetries: fc.nat({ max: 100 }),
  askedMs: fc.option(fc.oneof(fc.nat({ max: 120_000 }), fc.double({ min: 0, max: 1e15, noNaN: true })), {
    nil: undefined,
  }),
  maxRetryDelayMs: fc.oneof(fc.nat({ max: 2 ** 31 - 1 }), fc.nat({ max: 2_000 })),
  leftMs: fc.oneof(fc.constant(Number.POSITIVE_INFINITY), fc.integer({ min: -100, max: 100_000 })),
});

const FIRST: Situation = {
  allowed: true,
  retries: 0,
  maxRetries: 101,
  askedMs: undefined,
  maxRetryDelayMs: 60_000,
  leftMs: Number.POSITIVE_INFINITY,
};
const MOST = 1 - 2 ** -53;

/** What `decide` says, whatever it is given. */
const always = (holds: (situation: Situation, random: number) => void): void =>
  fc.assert(fc.property(situation, random, holds), { numRuns: 2_000 });

/** The wait, of a decision that has to be one for a retry. */
function waitOf(situation: Situation, random: number): number {
  const decision = decide(situation, random);
  if (!decision.retry) throw new Error(`No retry: ${decision.reason}.`);
  return decision.waitMs;
}

describe("whether a request may be sent again", () => {
  const answered = (status: number, kind?: NonNullable<Attempt["trouble"]>["kind"]): Attempt => ({
    answer: { status, headers: new Headers(), text: "" },
    neverSent: false,
    ...(kind && { trouble: { kind } }),
  });
  const without = (kind: NonNullable<Attempt["trouble"]>["kind"], neverSent = false): Attempt => ({
    trouble: { kind },
    neverSent,
  });

  it.each([
    ["never sent", without("connection", true)],
    ["never sent before its deadline", without("timeout", true)],
    ["answered with 429", answered(429)],
    ["answered with 429, cut off", answered(429, "connection")],
  ])("it may, whatever it asks for, when it was %s", (_, attempt) => {
    expect([mayRepeat(attempt, false), mayRepeat(attempt, true)]).toEqual([true, true]);
  });

  it.each([
    ["lost", without("connection")],
    ["without an answer in time", without("timeout")],
    ["answered with 500", answered(500)],
    ["answered with 503", answered(503)],
    ["answered with a body that broke off", answered(200, "connection")],
    ["answered with a body that stalled", answered(200, "timeout")],
  ])("it may, where repeating does no harm and only there, when it was %s", (_, attempt) => {
    expect([mayRepeat(attempt, false), mayRepeat(attempt, true)]).toEqual([false, true]);
  });

  it.each([
    ["answered with 200", answered(200)],
    ["answered with 404", answered(404)],
    ["answered with a redirect", answered(302)],
    ["answered with a body that is too large", answered(200, "too large")],
    ["aborted", without("abort", true)],
    ["aborted after a 429", answered(429, "abort")],
    ["ended by the total time", without("total timeout", true)],
  ])("it may not when it was %s", (_, attempt) => {
    expect([mayRepeat(attempt, false), mayRepeat(attempt, true)]).toEqual([false, false]);
  });
});

describe("the decision about one more attempt", () => {
  it("waits no longer than maxRetryDelayMs or what is left of the total time, and never a negative time", () => {
    always((situation, random) => {
      const decision = decide(situation, random);
      if (!decision.retry) return;
      expect(decision.waitMs).toBeGreaterThanOrEqual(0);
      expect(decision.waitMs).toBeLessThanOrEqual(situation.maxRetryDelayMs);
      expect(decision.waitMs).toBeLessThan(situation.leftMs);
    });
  });

  it("is never for a retry that isn't allowed", () => {
    always((situation, random) => {
      const decision = decide({ ...situation, allowed: false }, random);
      expect(decision).toEqual({ retry: false, reason: "not retryable" });
    });
  });

  it("is never for more retries than maxRetries", () => {
    always((situation, random) => {
      if (situation.retries >= situation.maxRetries) expect(decide(situation, random).retry).toBe(false);
    });
    const exhausted = { retry: false, reason: "retries exhausted" };
    expect(decide({ ...FIRST, retries: 2, maxRetries: 2 }, 0)).toEqual(exhausted);
    expect(decide({ ...FIRST, retries: 0, maxRetries: 0 }, 0)).toEqual(exhausted);
    expect(decide({ ...FIRST, retries: 1, maxRetries: 2 }, 0).retry).toBe(true);
  });

  it("is for a retry where it is allowed, while retries are left and the wait isn't too long", () => {
    always((situation, random) => {
      if (!situation.allowed || situation.retries >= situation.maxRetries) return;
      const decision = decide(situation, random);
      if (decision.retry) return;
      const { askedMs = 0, maxRetryDelayMs, leftMs } = situation;
      if (decision.reason === "longer than maxRetryDelayMs") expect(askedMs).toBeGreaterThan(maxRetryDelayMs);
      else if (decision.reason === "longer than totalTimeoutMs") expect(decision.waitMs).toBeGreaterThanOrEqual(leftMs);
      else throw new Error(`Not a reason here: ${decision.reason}.`);
    });
  });

  it("says how long a wait would have been that doesn't fit into the total time", () => {
    const decision = decide({ ...FIRST, askedMs: 5_000, leftMs: 5_000 }, 0);
    expect(decision).toEqual({ retry: false, reason: "longer than totalTimeoutMs", waitMs: 5_000 });
    expect(decide({ ...FIRST, askedMs: 5_000, leftMs: 5_001 }, 0)).toEqual({ retry: true, waitMs: 5_000 });
  });
});

describe("a wait that the server asks for", () => {
  it("is kept, with at most the jitter on top", () => {
    always(({ retries, maxRetryDelayMs }, random) => {
      const askedMs = random * maxRetryDelayMs;
      const wait = waitOf({ ...FIRST, retries, maxRetryDelayMs, askedMs }, random);
      expect(wait).toBeGreaterThanOrEqual(askedMs);
      expect(wait).toBeLessThanOrEqual(askedMs + JITTER_MS);
    });
  });

  it("gets the whole range of the jitter", () => {
    const asked = { ...FIRST, askedMs: 1_000 };
    expect(waitOf(asked, 0)).toBe(1_000);
    expect(waitOf(asked, 0.5)).toBe(1_000 + JITTER_MS / 2);
    expect(waitOf(asked, MOST)).toBeCloseTo(1_000 + JITTER_MS, 6);
    expect(waitOf({ ...asked, retries: 7 }, 0.5)).toBe(1_000 + JITTER_MS / 2);
  });

  it("may be as long as maxRetryDelayMs, jitter included, and no longer", () => {
    const short = { ...FIRST, maxRetryDelayMs: 1_000 };
    expect(waitOf({ ...short, askedMs: 1_000 }, MOST)).toBe(1_000);
    expect(waitOf({ ...short, askedMs: 900 }, MOST)).toBe(1_000);
    expect(decide({ ...short, askedMs: 1_001 }, 0)).toEqual({
      retry: false,
      reason: "longer than maxRetryDelayMs",
      waitMs: 1_001,
    });
  });

  it("of 0 ms is only the jitter, and not a backoff", () => {
    expect(waitOf({ ...FIRST, retries: 5, askedMs: 0 }, 0.5)).toBe(JITTER_MS / 2);
  });
});

describe("the backoff", () => {
  it("is drawn from the whole range between nothing and its most, which doubles", () => {
    for (let retries = 0; retries < 7; retries++) {
      const most = BACKOFF_MS * 2 ** retries;
      expect(waitOf({ ...FIRST, retries }, 0)).toBe(0);
      expect(waitOf({ ...FIRST, retries }, 0.25)).toBe(most / 4);
      expect(waitOf({ ...FIRST, retries }, MOST)).toBeCloseTo(most, 6);
    }
    expect(waitOf(FIRST, MOST)).toBeCloseTo(500, 6);
    expect(waitOf({ ...FIRST, askedMs: 0 }, MOST)).toBeCloseTo(500, 6);
  });

  it("is even over its range", () => {
    fc.assert(
      fc.property(retries, random, fc.nat({ max: 2 ** 31 - 1 }), (retries, random, maxRetryDelayMs) => {
        const most = Math.min(maxRetryDelayMs, BACKOFF_MS * 2 ** retries);
        expect(waitOf({ ...FIRST, retries, maxRetryDelayMs }, random)).toBe(random * most);
      }),
    );
  });

  it("grows no further than maxRetryDelayMs", () => {
    expect(waitOf({ ...FIRST, retries: 7 }, MOST)).toBeCloseTo(60_000, 6);
    expect(waitOf({ ...FIRST, retries: 99 }, MOST)).toBeCloseTo(60_000, 6);
    expect(waitOf({ ...FIRST, retries: 99, maxRetryDelayMs: 0 }, MOST)).toBe(0);
  });
});

describe("a call", () => {
  type Step = "refused connection" | "lost connection" | "429" | "400" | "500" | "408" | "HTML" | "created";
  const PLAYED: Record<Step, () => Response> = {
    "refused connection": () => {
      throw refusedConnection();
    },
    "lost connection": () => {
      throw lostConnection();
    },
    "429": () => json(429, refusal("TOO_MANY_REQUESTS")),
    "400": () => json(400, refusal("BAD_REQUEST")),
    "500": () => json(500, refusal("INTERNAL_SERVER_ERROR")),
    "408": () => new Response("", { status: 408 }),
    HTML: () => new Response("<html>", { status: 200, headers: { "content-type": "text/html" } }),
    created: () => json(200, TASK),
  };
  const SAFE: readonly Step[] = ["refused connection", "429"];
  const PROOF: Partial<Record<Step, string>> = {
    "refused connection": "not_created",
    "429": "not_created",
    "400": "not_created",
    created: "created",
  };

  /** What the design says: how many attempts there are, and what is proved after the last. */
  function expected(steps: Step[], maxRetries: number, retryUnknown: boolean): [number, string] {
    let doubt = false;
    for (const [index, step] of steps.entries()) {
      const proof = PROOF[step] ?? "unknown";
      doubt ||= proof === "unknown";
      const again = SAFE.includes(step) || (proof === "unknown" && retryUnknown);
      if (!again || index === maxRetries) return [index + 1, doubt && proof === "not_created" ? "unknown" : proof];
    }
    throw new Error("The last step has to settle it.");
  }

  async function play(steps: Step[], options: HefflOptions): Promise<[number, string]> {
    let attempts = 0;
    const heffl = clientOver(async () => PLAYED[steps[attempts++] as Step](), options);
    try {
      await heffl.tasks.create({ title: "a" });
      return [attempts, "created"];
    } catch (error) {
      return [attempts, `${(error as HefflError).outcome}`];
    }
  }

  it("makes as many attempts as the rule allows, and has the outcome of all of them together", async () => {
    const anyStep = fc.constantFrom(...(Object.keys(PLAYED) as Step[]));
    const scenario = fc.record({
      steps: fc.array(fc.oneof(anyStep, fc.constantFrom(...SAFE)), { maxLength: 5 }),
      last: fc.constantFrom<Step>("400", "created"),
      maxRetries: fc.nat({ max: 6 }),
      retryUnknown: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(scenario, async ({ steps, last, maxRetries, retryUnknown }) => {
        const all = [...steps, last];
        expect(await play(all, { maxRetries, retryUnknown })).toEqual(expected(all, maxRetries, retryUnknown));
      }),
      { numRuns: 300 },
    );
  });

  it("makes two retries where nothing else is set, and as many as the call asks for", async () => {
    let attempts = 0;
    const heffl = clientOver(async () => {
      attempts++;
      throw refusedConnection();
    });
    await rejection(heffl.tasks.create({ title: "a" }));
    expect(attempts).toBe(3);
    await rejection(heffl.tasks.create({ title: "a" }, { maxRetries: 0 }));
    expect(attempts).toBe(4);
    await rejection(heffl.tasks.create({ title: "a" }, { maxRetries: 4 }));
    expect(attempts).toBe(9);
  });

  it("fails at once and says so when the server asks for a wait longer than maxRetryDelayMs", async () => {
    let attempts = 0;
    const heffl = clientOver(
      async () => {
        attempts++;
        return json(429, refusal("TOO_MANY_REQUESTS"), { "retry-after": "61" });
      },
      { maxRetryDelayMs: 60_000 },
    );
    const error = await rejection(heffl.tasks.create({ title: "a" }));
    expect(error).toBeInstanceOf(HefflApiError);
    expect(error).toMatchObject({ outcome: "not_created", status: 429 });
    expect((error as Error).message).toMatch(
      /The server asks for a wait of 61 s, longer than maxRetryDelayMs allows\./,
    );
    expect(attempts).toBe(1);
  });

  /** A client that would wait for long after its first attempt, and a signal that `abort` ends then. */
  async function abortedInBackoff(abort: (controller: AbortController) => void, first: () => Response, options = {}) {
    const controller = new AbortController();
    let attempts = 0;
    const logger: Logger = { debug() {}, info() {}, warn: () => abort(controller), error() {} };
    const fetch = async () => {
      attempts++;
      return first();
    };
    const heffl = clientOver(fetch, { maxRetryDelayMs: 60_000, logger, ...options });
    const error = await rejection(heffl.tasks.create({ title: "a" }, { signal: controller.signal }));
    return { attempts, error };
  }
  const in50s = () => json(429, refusal("TOO_MANY_REQUESTS"), { "retry-after": "50" });
  const doubtful = () => json(500, {}, { "retry-after": "50" });

  it.each([
    ["before it begins", (controller: AbortController) => controller.abort()],
    ["while it lasts", (controller: AbortController) => void setImmediate(() => controller.abort())],
  ])("makes no attempt after an abort in its backoff: %s", async (_, abort) => {
    const { attempts, error } = await abortedInBackoff(abort, in50s);
    expect(attempts).toBe(1);
    expect(error).toBeInstanceOf(HefflAbortError);
    expect(error).toMatchObject({ name: "AbortError", outcome: "not_created" });
  });

  it("stays unknown through an abort in its backoff", async () => {
    const abort = (controller: AbortController) => void setImmediate(() => controller.abort());
    const { attempts, error } = await abortedInBackoff(abort, doubtful, { retryUnknown: true });
    expect(attempts).toBe(1);
    expect(error).toMatchObject({ name: "AbortError", outcome: "unknown" });
  });

  it.each(Object.keys(PLAYED) as Step[])(
    "makes no attempt after an abort in the middle of one that ends in: %s",
    async (step) => {
      const controller = new AbortController();
      let attempts = 0;
      const fetch = async () => {
        attempts++;
        controller.abort();
        return PLAYED[step]();
      };
      const heffl = clientOver(fetch, { retryUnknown: true });
      const error = await rejection(heffl.tasks.create({ title: "a" }, { signal: controller.signal }));
      expect(attempts).toBe(1);
      expect(error).toBeInstanceOf(HefflAbortError);
      // What proves something still may, if it is looked at in spite of the abort.
      const outcome = expect.toBeOneOf([PROOF[step] ?? "unknown", "unknown"]);
      expect(error).toMatchObject({ name: "AbortError", outcome });
    },
  );

  it("makes no attempt at all under a signal that is already aborted", async () => {
    let attempts = 0;
    const heffl = clientOver(async () => {
      attempts++;
      return json(200, TASK);
    });
    const error = await rejection(heffl.tasks.create({ title: "a" }, { signal: AbortSignal.abort() }));
    expect(error).toMatchObject({ name: "AbortError", outcome: "not_created" });
    expect(attempts).toBe(0);
  });
});
