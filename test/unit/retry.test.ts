import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { HefflAbortError, HefflApiError, type HefflError, type HefflOptions, type Logger } from "../../src/index.ts";
import { BACKOFF_MS, decide, type Ending, JITTER_MS, type RetryPolicy } from "../../src/retry.ts";
import { clientOver, json, lostConnection, refusal, refusedConnection, rejection, TASK } from "./stand-in.ts";

const ending: fc.Arbitrary<Ending> = fc.record({
  outcome: fc.constantFrom("not_created", "unknown", "created"),
  retryable: fc.boolean(),
  aborted: fc.boolean(),
  askedMs: fc.option(fc.oneof(fc.nat({ max: 120_000 }), fc.double({ min: 0, max: 1e15, noNaN: true })), {
    nil: undefined,
  }),
});
const policy: fc.Arbitrary<RetryPolicy> = fc.record({
  maxRetries: fc.nat({ max: 100 }),
  maxRetryDelayMs: fc.oneof(fc.nat({ max: 2 ** 31 - 1 }), fc.nat({ max: 2_000 })),
  retryUnknown: fc.boolean(),
});
const retries = fc.nat({ max: 100 });
const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const anything = fc.tuple(ending, retries, policy, random);

const REFUSED: Ending = { outcome: "not_created", retryable: true, aborted: false, askedMs: undefined };
const POLICY: RetryPolicy = { maxRetries: 100, maxRetryDelayMs: 60_000, retryUnknown: false };
const MOST = 1 - 2 ** -53;

/** What `decide` says, whatever it is given. */
const always = (holds: (...args: Parameters<typeof decide>) => void): void =>
  fc.assert(
    fc.property(anything, (args) => holds(...args)),
    { numRuns: 2_000 },
  );

/** The wait, of a decision that has to be one for a retry. */
function waitOf(...args: Parameters<typeof decide>): number {
  const decision = decide(...args);
  if (!decision.retry) throw new Error(`No retry: ${decision.reason}.`);
  return decision.waitMs;
}

describe("the policy", () => {
  it("waits no longer than maxRetryDelayMs, and never a negative time", () => {
    always((...args) => {
      const decision = decide(...args);
      if (!decision.retry) return;
      expect(decision.waitMs).toBeGreaterThanOrEqual(0);
      expect(decision.waitMs).toBeLessThanOrEqual(args[2].maxRetryDelayMs);
    });
  });

  it("never retries what isn't safe to repeat, unless it is unknown and the caller asked for it", () => {
    always((ending, retries, policy, random) => {
      if (ending.retryable || (ending.outcome === "unknown" && policy.retryUnknown)) return;
      expect(decide(ending, retries, policy, random)).toEqual({ retry: false, reason: "settled" });
    });
  });

  it("never retries a created task, whatever the caller asked for", () => {
    always((ending, retries, policy, random) => {
      const created: Ending = { ...ending, outcome: "created", retryable: false };
      expect(decide(created, retries, policy, random)).toEqual({ retry: false, reason: "settled" });
    });
  });

  it("never retries after an abort", () => {
    always((ending, retries, policy, random) => {
      expect(decide({ ...ending, aborted: true }, retries, policy, random)).toEqual({
        retry: false,
        reason: "settled",
      });
    });
  });

  it("never makes more retries than maxRetries", () => {
    always((ending, retries, policy, random) => {
      if (retries >= policy.maxRetries) expect(decide(ending, retries, policy, random).retry).toBe(false);
    });
    expect(decide(REFUSED, 2, { ...POLICY, maxRetries: 2 }, 0)).toEqual({ retry: false, reason: "spent" });
    expect(decide(REFUSED, 0, { ...POLICY, maxRetries: 0 }, 0)).toEqual({ retry: false, reason: "spent" });
    expect(decide(REFUSED, 1, { ...POLICY, maxRetries: 2 }, 0).retry).toBe(true);
  });

  it("retries whatever is safe, or unknown and asked for, while retries are left and the wait isn't too long", () => {
    always((ending, retries, policy, random) => {
      const allowed = ending.retryable || (ending.outcome === "unknown" && policy.retryUnknown);
      if (ending.aborted || !allowed || retries >= policy.maxRetries) return;
      const tooLong = (ending.askedMs ?? 0) > policy.maxRetryDelayMs;
      const decision = decide(ending, retries, policy, random);
      expect(decision).toEqual(
        tooLong ? { retry: false, reason: "wait too long" } : { retry: true, waitMs: expect.any(Number) },
      );
    });
  });
});

describe("a wait that the server asks for", () => {
  it("is kept, with at most the jitter on top", () => {
    always((_, retries, policy, random) => {
      const askedMs = random * policy.maxRetryDelayMs;
      const wait = waitOf({ ...REFUSED, askedMs }, retries, { ...policy, maxRetries: 101 }, random);
      expect(wait).toBeGreaterThanOrEqual(askedMs);
      expect(wait).toBeLessThanOrEqual(askedMs + JITTER_MS);
    });
  });

  it("gets the whole range of the jitter", () => {
    const asked = { ...REFUSED, askedMs: 1_000 };
    expect(waitOf(asked, 0, POLICY, 0)).toBe(1_000);
    expect(waitOf(asked, 0, POLICY, 0.5)).toBe(1_000 + JITTER_MS / 2);
    expect(waitOf(asked, 0, POLICY, MOST)).toBeCloseTo(1_000 + JITTER_MS, 6);
    expect(waitOf(asked, 7, POLICY, 0.5)).toBe(1_000 + JITTER_MS / 2);
  });

  it("may be as long as maxRetryDelayMs, jitter inside, and no longer", () => {
    const policy = { ...POLICY, maxRetryDelayMs: 1_000 };
    expect(waitOf({ ...REFUSED, askedMs: 1_000 }, 0, policy, MOST)).toBe(1_000);
    expect(waitOf({ ...REFUSED, askedMs: 900 }, 0, policy, MOST)).toBe(1_000);
    expect(decide({ ...REFUSED, askedMs: 1_001 }, 0, policy, 0)).toEqual({ retry: false, reason: "wait too long" });
  });

  it("of nothing is nothing but the jitter, not a backoff", () => {
    expect(waitOf({ ...REFUSED, askedMs: 0 }, 5, POLICY, 0.5)).toBe(JITTER_MS / 2);
  });
});

describe("the backoff", () => {
  it("is drawn from the whole range between nothing and its most, which doubles", () => {
    for (let retries = 0; retries < 7; retries++) {
      const most = BACKOFF_MS * 2 ** retries;
      expect(waitOf(REFUSED, retries, POLICY, 0)).toBe(0);
      expect(waitOf(REFUSED, retries, POLICY, 0.25)).toBe(most / 4);
      expect(waitOf(REFUSED, retries, POLICY, MOST)).toBeCloseTo(most, 6);
    }
    expect(waitOf(REFUSED, 0, POLICY, MOST)).toBeCloseTo(500, 6);
    expect(waitOf({ ...REFUSED, askedMs: 0 }, 0, POLICY, MOST)).toBeCloseTo(500, 6);
  });

  it("is even over its range", () => {
    fc.assert(
      fc.property(retries, random, fc.nat({ max: 2 ** 31 - 1 }), (retries, random, maxRetryDelayMs) => {
        const most = Math.min(maxRetryDelayMs, BACKOFF_MS * 2 ** retries);
        expect(waitOf(REFUSED, retries, { ...POLICY, maxRetries: 101, maxRetryDelayMs }, random)).toBe(random * most);
      }),
    );
  });

  it("grows no further than maxRetryDelayMs", () => {
    expect(waitOf(REFUSED, 7, POLICY, MOST)).toBeCloseTo(60_000, 6);
    expect(waitOf(REFUSED, 99, POLICY, MOST)).toBeCloseTo(60_000, 6);
    expect(waitOf(REFUSED, 99, { ...POLICY, maxRetryDelayMs: 0 }, MOST)).toBe(0);
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
      return [attempts, (error as HefflError).outcome];
    }
  }

  it("makes as many attempts as the rule allows, and says what is proved after the last, doubt included", async () => {
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

  it("fails at once when the server asks for a wait past the ceiling, and says so", async () => {
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
    expect((error as Error).message).toMatch(/The wait that is asked for, 61 s, is more than maxRetryDelayMs allows\./);
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

  it("keeps its doubt through an abort in its backoff", async () => {
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
