import { inspect } from "node:util";
import { runInNewContext } from "node:vm";
import { afterEach, describe, expect, it, vi } from "vitest";
import { REDACTED } from "../../src/errors/redact.ts";
import * as first from "../../src/index.ts";
import { Heffl, type HefflOptions } from "../../src/index.ts";
import { clientOver, json, KEY, refusal, refusedConnection, rejection, TASK } from "./stand-in.ts";

// A second copy of the module, as two versions in one node_modules would load it.
vi.resetModules();
const second = await import("../../src/index.ts");

afterEach(() => {
  vi.unstubAllEnvs();
});

const NAMES = [
  "HefflError",
  "HefflConfigurationError",
  "HefflValidationError",
  "HefflConnectionError",
  "HefflTimeoutError",
  "HefflAbortError",
  "HefflApiError",
  "HefflResponseError",
] as const;
type Name = (typeof NAMES)[number];
type Copy = typeof first;

const kindOf = (copy: Copy, name: Name) => copy[name] as unknown as new () => unknown;

const ANSWER = { outcome: "unknown" as const, status: 500, headers: new Headers(), body: "" };

/** One of each kind, of a copy of the module. */
const MAKE: Record<Name, (copy: Copy) => first.HefflError> = {
  HefflError: (copy) => new copy.HefflError("m", { outcome: "unknown" }),
  HefflConfigurationError: (copy) => new copy.HefflConfigurationError("m"),
  HefflValidationError: (copy) => new copy.HefflValidationError([{ field: "title", message: "Required." }]),
  HefflConnectionError: (copy) => new copy.HefflConnectionError("m", { outcome: "not_created" }),
  HefflTimeoutError: (copy) => new copy.HefflTimeoutError("m", { outcome: "unknown", limit: "attempt", timeoutMs: 5 }),
  HefflAbortError: (copy) => new copy.HefflAbortError("m", { outcome: "unknown" }),
  HefflApiError: (copy) =>
    new copy.HefflApiError("m", { ...ANSWER, code: undefined, issues: [], rateLimit: undefined }),
  HefflResponseError: (copy) => new copy.HefflResponseError("m", { ...ANSWER, status: 200 }),
};

describe("two copies of the module", () => {
  it("don't share their classes", () => {
    expect(second.HefflError).not.toBe(first.HefflError);
    expect(Function.prototype[Symbol.hasInstance].call(first.HefflError, MAKE.HefflError(second))).toBe(false);
  });

  it.each(NAMES)("know each other's %s, and take it for no other kind", (name) => {
    for (const [one, other] of [
      [first, first],
      [first, second],
      [second, first],
    ] as const) {
      const error = MAKE[name](one);
      expect(error).toBeInstanceOf(Error);
      for (const kind of NAMES) {
        expect([kind, error instanceof kindOf(other, kind)]).toEqual([kind, kind === name || kind === "HefflError"]);
      }
      expect(other.isHefflError(error)).toBe(true);
    }
  });

  it("know what both kinds of answers have in common", () => {
    const answers: Name[] = ["HefflApiError", "HefflResponseError"];
    for (const name of NAMES)
      for (const copy of [first, second])
        expect([name, MAKE[name](copy) instanceof first.HefflAnswerError]).toEqual([name, answers.includes(name)]);
  });

  it("know an error that was caught and thrown on through promises", async () => {
    const caught = await rejection(Promise.reject(MAKE.HefflTimeoutError(second)));
    expect(caught instanceof first.HefflTimeoutError && caught.timeoutMs).toBe(5);
  });
});

describe("what isn't an error of this client", () => {
  it.each<[string, unknown]>([
    ["an Error", new Error("m")],
    ["an Error with our name", Object.assign(new Error("m"), { name: "HefflError", outcome: "unknown" })],
    ["an abort", new DOMException("m", "AbortError")],
    ["an object", {}],
    ["an object without a prototype", Object.create(null)],
    ["another realm's Error", runInNewContext("new Error('m')")],
    ["null", null],
    ["undefined", undefined],
    ["a text", "HefflError"],
    ["a number", 1],
    ["a function", () => 1],
    ["the class itself", first.HefflError],
  ])("isn't taken for one: %s", (_, value) => {
    expect(first.isHefflError(value)).toBe(false);
    for (const name of NAMES) expect(value instanceof kindOf(first, name)).toBe(false);
  });
});

describe("a user's own subclass", () => {
  class QuotaError extends first.HefflApiError {
    readonly quota = 60;
  }
  class BaseError extends first.HefflError {}
  class SubSubError extends QuotaError {}
  const details = {
    ...ANSWER,
    outcome: "not_created" as const,
    status: 429,
    code: undefined,
    issues: [],
    rateLimit: undefined,
  };

  it("is what it extends, in the other copy too", () => {
    for (const error of [new QuotaError("m", details), new SubSubError("m", details)]) {
      expect(error).toBeInstanceOf(QuotaError);
      expect(error).toBeInstanceOf(first.HefflApiError);
      expect(error).toBeInstanceOf(second.HefflApiError);
      expect(error).toBeInstanceOf(second.HefflError);
      expect(error).not.toBeInstanceOf(first.HefflTimeoutError);
      expect(error.quota).toBe(60);
    }
  });

  it("doesn't claim errors that aren't its own", () => {
    expect(MAKE.HefflApiError(first)).not.toBeInstanceOf(QuotaError);
    expect(MAKE.HefflApiError(second)).not.toBeInstanceOf(QuotaError);
    expect(MAKE.HefflError(first)).not.toBeInstanceOf(BaseError);
    expect(MAKE.HefflError(second)).not.toBeInstanceOf(BaseError);
    expect(new QuotaError("m", details)).not.toBeInstanceOf(SubSubError);
    expect(new QuotaError("m", details)).not.toBeInstanceOf(BaseError);
  });

  it("may have a name of its own", () => {
    class NamedError extends first.HefflError {
      override name = "NamedError";
    }
    const error = new NamedError("m", { outcome: "unknown" });
    expect(String(error)).toBe("NamedError: m");
    expect(error).toBeInstanceOf(second.HefflError);
  });

  it("may extend an error of another kind of package", () => {
    class Unrelated extends Error {}
    expect(new Unrelated()).not.toBeInstanceOf(first.HefflError);
    expect(MAKE.HefflError(first)).not.toBeInstanceOf(Unrelated);
  });
});

describe("an error", () => {
  it.each(NAMES)("has a name, as text and when it is printed: %s", (name) => {
    const error = MAKE[name](first);
    const shown = name === "HefflAbortError" ? "AbortError" : name;
    expect(error.name).toBe(shown);
    expect(String(error)).toBe(`${shown}: ${error.message}`);
    expect(inspect(error)).toContain(shown);
    expect(Object.keys(error)).not.toContain("name");
    expect(error.stack).toContain("errors.test.ts");
  });

  it("has its outcome when it is serialized", () => {
    expect(JSON.parse(JSON.stringify(MAKE.HefflTimeoutError(first)))).toEqual({
      name: "HefflTimeoutError",
      message: "m",
      outcome: "unknown",
      limit: "attempt",
      timeoutMs: 5,
    });
  });

  it("has no fields for what it doesn't know", () => {
    const error = new first.HefflError("m", { outcome: "unknown", taskId: undefined, cause: undefined });
    expect("taskId" in error).toBe(false);
    expect("cause" in error).toBe(false);
    expect("requestId" in MAKE.HefflApiError(first)).toBe(false);
  });

  it("has what it was given", () => {
    const { signal } = new AbortController();
    expect(new first.HefflError("m", { outcome: "created", taskId: "tsk_1" })).toMatchObject({
      outcome: "created",
      taskId: "tsk_1",
    });
    expect(new first.HefflConfigurationError("m", { cause: signal })).toMatchObject({
      outcome: "not_created",
      cause: signal,
    });
    const issues = [{ field: "title", message: "Required." }];
    expect(new first.HefflValidationError(issues).issues).toEqual(issues);
    const said = {
      code: "CONFLICT",
      issues,
      rateLimit: { limit: 60 },
      requestId: "r1",
      status: 409,
      body: "b",
    } as const;
    expect(new first.HefflApiError("m", { ...ANSWER, ...said, issues })).toMatchObject(said);
  });

  it.each(NAMES)("may be given another name: %s", (name) => {
    const error = MAKE[name](first);
    error.name = "Renamed";
    expect(String(error)).toBe(`Renamed: ${error.message}`);
  });

  it.each(NAMES)("is known by a symbol that other versions look for too: %s", (name) => {
    expect(Object.getOwnPropertySymbols(MAKE[name](first))).toContain(Symbol.for("heffl-client.error"));
  });

  it("keeps a cause, even one that is null or false", () => {
    for (const cause of [null, false, 0, "", new Error("c")]) {
      const error = new first.HefflError("m", { outcome: "unknown", cause });
      expect("cause" in error && error.cause).toBe(cause);
    }
  });

  it("of validation names the issues in its message", () => {
    const error = new first.HefflValidationError([{ field: "title", message: "Required." }, { message: "Unknown." }]);
    expect(error.message).toBe("Invalid task, not sent: title: Required. Unknown.");
    expect(error.outcome).toBe("not_created");
  });
});

describe("an abort", () => {
  const never = (): Promise<never> => new Promise(() => {});
  /** Some turns of the event loop: more than anything needs that waits for nothing. */
  async function turns(count: number): Promise<string> {
    for (let turn = 0; turn < count; turn++) await new Promise((resolve) => setImmediate(resolve));
    return "still waiting";
  }

  async function aborted(reason: unknown, options: HefflOptions = {}, fetch = never): Promise<first.HefflError> {
    const controller = new AbortController();
    const call = clientOver(fetch, options).tasks.create({ title: "a" }, { signal: controller.signal });
    setImmediate(() => controller.abort(reason));
    return (await rejection(call)) as first.HefflError;
  }

  it.each<[string, unknown]>([
    ["an error", new Error("User went away.")],
    ["an object", { why: "closed" }],
    ["a text", "closed"],
    ["null", null],
  ])("has the caller's own reason for its cause: %s", async (_, reason) => {
    const error = await aborted(reason);
    expect(error.name).toBe("AbortError");
    expect(error).toBeInstanceOf(first.HefflAbortError);
    expect(error.cause).toBe(reason);
    expect(error.message).not.toContain(KEY);
  });

  it("has no reason that holds the key", async () => {
    const error = await aborted(new Error(`stopped with ${KEY}`));
    expect(error.cause).toMatchObject({ message: `stopped with ${REDACTED}` });
  });

  it("without a reason has the signal's", async () => {
    expect((await aborted(undefined)).cause).toMatchObject({ name: "AbortError" });
  });

  it("that came before the call has it too", async () => {
    const reason = new Error("Too late.");
    const heffl = clientOver(never);
    const error = await rejection(heffl.tasks.create({ title: "a" }, { signal: AbortSignal.abort(reason) }));
    expect(error).toMatchObject({
      name: "AbortError",
      outcome: "not_created",
      message: "The call was aborted. Nothing was created.",
    });
    expect((error as Error).cause).toBe(reason);
  });

  it("in a backoff has it too", async () => {
    const fetch = async (): Promise<never> => json(429, {}, { "retry-after": "50" }) as never;
    const reason = { why: "closed" };
    const error = await aborted(reason, { maxRetryDelayMs: 60_000 }, fetch);
    expect(error).toMatchObject({ name: "AbortError", outcome: "not_created" });
    expect(error.cause).toBe(reason);
  });

  it("ends a call that still waits for its key, at once", async () => {
    const call = aborted(new Error("closed"), { apiKey: never });
    const ended = await Promise.race([call, turns(100)]);
    expect(ended).toMatchObject({ name: "AbortError", outcome: "not_created" });
  });

  it("leaves no listener on the caller's signal", async () => {
    const { signal } = new AbortController();
    const added = vi.spyOn(signal, "addEventListener");
    const removed = vi.spyOn(signal, "removeEventListener");
    await clientOver(async () => json(200, TASK)).tasks.create({ title: "a" }, { signal });
    await rejection(clientOver(async () => json(400, {})).tasks.create({ title: "a" }, { signal }));
    const listeners = ({ mock }: typeof added | typeof removed) => mock.calls.map(([, listener]) => listener);
    expect(listeners(removed)).toEqual(expect.arrayContaining(listeners(added)));
    expect(added).toHaveBeenCalled();
  });
});

describe("the key", () => {
  type Fetch = NonNullable<HefflOptions["fetch"]>;
  const throwing =
    (error: unknown): Fetch =>
    async () => {
      throw error;
    };
  const echo = `bad key ${KEY}`;
  const echoHeaders = { "x-debug": KEY, "x-request-id": `req-${KEY}`, location: `https://a.example/?k=${KEY}` };
  const request = { url: "https://a.example", headers: { "x-api-key": KEY } };
  const cut = (text: string): Response => {
    const chunks = [new TextEncoder().encode(text)];
    const body = new ReadableStream({
      pull(controller) {
        const chunk = chunks.shift();
        if (chunk) controller.enqueue(chunk);
        else controller.error(Object.assign(new Error(`cut ${KEY}`), { request }));
      },
    });
    return new Response(body, { headers: { "content-type": "application/json", ...echoHeaders } });
  };

  class Inherited {
    get message(): string {
      return echo;
    }
  }

  const CASES: [what: string, kind: Name, fetch: Fetch, options?: HefflOptions][] = [
    [
      "a refusal that echoes it everywhere",
      "HefflApiError",
      async () =>
        json(400, refusal("VALIDATION_ERROR", echo, [{ field: KEY, message: echo }, { message: echo }]), echoHeaders),
    ],
    [
      "a refusal that echoes it in an unknown code",
      "HefflApiError",
      async () => json(400, refusal(KEY, echo), echoHeaders),
    ],
    [
      "a refusal that isn't in Heffl's form",
      "HefflApiError",
      async () =>
        new Response(`<html>${KEY}</html>`, { status: 403, headers: { "content-type": "text/html", ...echoHeaders } }),
    ],
    [
      "a media type and an encoding that hold it",
      "HefflApiError",
      async () =>
        new Response("x", { status: 403, headers: { "content-type": `text/${KEY}`, "content-encoding": KEY } }),
    ],
    [
      "a page whose media type holds it",
      "HefflResponseError",
      async () => new Response("x", { headers: { "content-type": `text/${KEY}` } }),
    ],
    [
      "a body whose encoding holds it",
      "HefflResponseError",
      async () => new Response("x", { headers: { "content-type": "application/json", "content-encoding": KEY } }),
    ],
    ["a redirect that holds it", "HefflApiError", async () => new Response("", { status: 302, headers: echoHeaders })],
    [
      "a rate limit",
      "HefflApiError",
      async () => json(429, refusal("TOO_MANY_REQUESTS", echo), { ...echoHeaders, "retry-after": "3600" }),
    ],
    [
      "a 200 that echoes it and isn't a task",
      "HefflResponseError",
      async () => json(200, { title: KEY, [KEY]: 1 }, echoHeaders),
    ],
    [
      "an ID that is the key, in a body that is cut",
      "HefflResponseError",
      async () => cut(`{"id":"${KEY}","title":"${KEY}`),
    ],
    ["a body that is cut", "HefflResponseError", async () => cut(`{"title":"${KEY}`)],
    ["a transport's message", "HefflConnectionError", throwing(new Error(echo))],
    [
      "a transport's cause",
      "HefflConnectionError",
      throwing(new TypeError("fetch failed", { cause: new Error(echo) })),
    ],
    [
      "a transport's request",
      "HefflConnectionError",
      throwing(Object.assign(new Error("failed"), { request, config: { request } })),
    ],
    ["a transport's inherited message", "HefflConnectionError", throwing(new Inherited())],
    ["a text that is thrown", "HefflConnectionError", throwing(echo)],
    [
      "a connection that was refused",
      "HefflConnectionError",
      throwing(Object.assign(refusedConnection(), { request })),
    ],
    ["no answer in time", "HefflTimeoutError", () => new Promise(() => {}), { timeoutMs: 1 }],
    ["a wrong key", "HefflConfigurationError", async () => json(200, TASK), { apiKey: () => `${KEY}\n` }],
  ];

  /** Every way that an error gets into a log. */
  function shown(error: unknown): string {
    const texts = [String(error)];
    const seen = new Set<unknown>();
    const visit = (value: unknown): void => {
      if (typeof value === "string") texts.push(value);
      if (typeof value !== "object" || value === null || seen.has(value)) return;
      seen.add(value);
      for (const showHidden of [true, false])
        texts.push(
          inspect(value, { depth: Number.POSITIVE_INFINITY, showHidden, maxStringLength: null, getters: true }),
        );
      texts.push(JSON.stringify(value) ?? "");
      if (value instanceof Headers) for (const entry of value) texts.push(...entry);
      for (const name of Reflect.ownKeys(value)) {
        texts.push(String(name));
        visit(Reflect.get(value, name));
      }
      const { message, cause, stack, name } = value as Error;
      for (const part of [message, cause, stack, name]) visit(part);
    };
    visit(error);
    return texts.join("\n");
  }

  it.each(CASES)("isn't in the error over %s", async (_, kind, fetch, options) => {
    const lines: string[] = [];
    const write = (line: string) => void lines.push(line);
    const logger = { debug: write, info: write, warn: write, error: write };
    const heffl = clientOver(fetch, { maxRetries: 1, logger, ...options });
    const error = await rejection(heffl.tasks.create({ title: "a" }));
    expect(error).toBeInstanceOf(kindOf(first, kind));
    const text = shown(error);
    expect(text).not.toContain(KEY);
    expect(lines.join("\n")).not.toContain(KEY);

    const bare = await heffl.api.POST("/tasks", { body: { title: "a" } }).catch((error: unknown) => error);
    if (bare instanceof Error) expect(shown(bare)).not.toContain(KEY);
  });

  it("leaves a mark where it was", async () => {
    const [[, , fetch] = []] = CASES;
    const error = (await rejection(clientOver(fetch as Fetch).tasks.create({ title: "a" }))) as first.HefflApiError;
    expect(error.message).toContain(`bad key ${REDACTED}`);
    expect(error.body).toContain(`bad key ${REDACTED}`);
    expect(error.issues[0]).toEqual({ field: REDACTED, message: `bad key ${REDACTED}` });
    expect(error.headers.get("x-debug")).toBe(REDACTED);
    expect(error.requestId).toBe(`req-${REDACTED}`);
  });

  it("isn't in the error over a middleware that fails on an echo", async () => {
    const heffl = clientOver(async () => json(400, refusal("BAD_REQUEST", echo)));
    heffl.api.use({
      async onResponse({ response }) {
        throw new Error(await response.clone().text());
      },
    });
    const error = await rejection(heffl.tasks.create({ title: "a" }));
    expect(error).toMatchObject({ name: "HefflError", outcome: "not_created" });
    expect(shown(error)).not.toContain(KEY);
  });

  it("isn't in the error over an answer that a middleware changed", async () => {
    const heffl = clientOver(async () => json(400, refusal("BAD_REQUEST", echo), echoHeaders));
    heffl.api.use({ onResponse: ({ response }) => new Response(response.body, response) });
    const error = await rejection(heffl.tasks.create({ title: "a" }));
    expect(error).toBeInstanceOf(first.HefflApiError);
    expect(shown(error)).not.toContain(KEY);
  });

  it("isn't seen by a middleware", async () => {
    const seen: string[] = [];
    const heffl = clientOver(async () => json(200, TASK));
    heffl.api.use({
      onRequest({ request, options }) {
        seen.push(JSON.stringify([...request.headers]), inspect([request, options], { depth: 9, showHidden: true }));
      },
    });
    await heffl.tasks.create({ title: "a" });
    expect(seen.join()).not.toContain(KEY);
  });

  it("isn't in the client when it is printed or serialized, however deep", () => {
    for (const heffl of [new Heffl({ apiKey: KEY }), new Heffl({ apiKey: () => KEY })]) {
      const all = { depth: Number.POSITIVE_INFINITY, showHidden: true, getters: true, maxArrayLength: null } as const;
      expect(inspect(heffl)).not.toContain(KEY);
      expect(inspect(heffl, all)).not.toContain(KEY);
      expect(inspect(heffl.tasks, all)).not.toContain(KEY);
      expect(inspect(heffl.api, all)).not.toContain(KEY);
      expect(JSON.stringify(heffl)).not.toContain(KEY);
      expect(JSON.stringify({ ...heffl, ...heffl.tasks })).not.toContain(KEY);
    }
  });
});

describe("a guard", () => {
  it("narrows what was caught", () => {
    const caught: unknown = MAKE.HefflApiError(second);
    if (!first.isHefflError(caught)) throw new Error("It is one.");
    const outcome: first.Outcome | undefined = caught.outcome;
    expect(outcome).toBe("unknown");
    expect(caught instanceof first.HefflApiError && caught.status).toBe(500);
  });
});
