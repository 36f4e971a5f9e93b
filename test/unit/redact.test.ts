import { inspect } from "node:util";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { REDACTED, redactCause, redactHeaders, redactText } from "../../src/errors/redact.ts";
import { KEY } from "./stand-in.ts";
import { anyString } from "./strings.ts";

/** How many keys and texts each property is tried with. More on a schedule. */
const RUNS = Number(process.env["REDACT_RUNS"] ?? 150);

/** What a header can hold, but for the brackets, which are the mark's own. */
const CHARACTERS = Array.from({ length: 256 }, (_, code) => String.fromCharCode(code)).filter((one) =>
  /[\x20-Z\\^-~\xa0-\xff]/.test(one),
);
/** At a length that stands nowhere by chance. */
const anyKey = fc
  .string({ unit: fc.constantFrom(...CHARACTERS), minLength: 8, maxLength: 60 })
  .filter((key) => key.trim() === key && !REDACTED.includes(key));
const usualKey = fc.stringMatching(/^[A-Za-z0-9_-]{8,60}$/).filter((key) => !REDACTED.includes(key));
const key = fc.oneof(anyKey, usualKey);
const around = anyString();

const FORMS: Record<string, (key: string) => string> = {
  "as it is": (key) => key,
  "in a JSON string": (key) => JSON.stringify(key).slice(1, -1),
  "in a JSON string with slashes escaped": (key) => JSON.stringify(key).slice(1, -1).replaceAll("/", "\\/"),
  "in a URL's query": encodeURIComponent,
  "in a URL": encodeURI,
};

describe("a text", () => {
  it.each(Object.entries(FORMS))("doesn't hold the key any more: %s", (_, form) => {
    fc.assert(
      fc.property(key, fc.array(around, { minLength: 2, maxLength: 4 }), (key, parts) => {
        const text = parts.join(form(key));
        const redacted = redactText(text, key);
        return redacted.includes(REDACTED) && !Object.values(FORMS).some((other) => redacted.includes(other(key)));
      }),
      { numRuns: RUNS },
    );
  });

  it("isn't changed by a test's key of fewer than 6 characters", () => {
    expect(redactText("the latest test", "test")).toBe("the latest test");
    expect(redactText("the secret", "secret")).toBe(`the ${REDACTED}`);
  });

  it("stays JSON where it was JSON and the key needs no escape there", () => {
    fc.assert(
      fc.property(usualKey, fc.jsonValue(), (key, rest) => {
        const body = JSON.stringify({ rest, value: `x${key}y`, [key]: 1, list: [[key]] });
        expect(Object.keys(JSON.parse(redactText(body, key)))).toContain(REDACTED);
      }),
    );
  });

  it("doesn't hold the key where it is a JSON document, or one in a JSON string", () => {
    fc.assert(
      fc.property(key, fc.jsonValue(), (key, rest) => {
        const body = JSON.stringify({ rest, value: `x${key}y`, [key]: 1, list: [[key]] });
        expect(redactText(body, key)).not.toContain(key);
        expect(redactText(JSON.stringify(body), key)).not.toContain(key);
      }),
    );
  });

  it("loses all of the key and nothing beside it, however it is escaped", () => {
    const key = 'sk"quote\\d/ é';
    const blank = `{"k":"${REDACTED}"}`;
    expect(redactText(JSON.stringify({ k: key }), key)).toBe(blank);
    expect(redactText(JSON.stringify({ k: key }).replaceAll("/", "\\/"), key)).toBe(blank);
    expect(redactText(`?k=${encodeURIComponent(key)}&a`, key)).toBe(`?k=${REDACTED}&a`);
    expect(redactText(`/a/${encodeURI(key)}/b`, key)).toBe(`/a/${REDACTED}/b`);
  });

  it("loses every occurrence, one beside the other too", () => {
    expect(redactText(`${KEY}${KEY} ${KEY}`, KEY)).toBe(`${REDACTED}${REDACTED} ${REDACTED}`);
  });

  it("keeps everything but the key", () => {
    expect(redactText(`The key ${KEY} isn't valid.`, KEY)).toBe(`The key ${REDACTED} isn't valid.`);
    fc.assert(
      fc.property(key, around, (key, text) => {
        fc.pre(Object.values(FORMS).every((form) => !text.includes(form(key))));
        expect(redactText(text, key)).toBe(text);
      }),
    );
  });

  it("takes the key as text, not as a pattern", () => {
    expect(redactText("a$&b .*+?^ (x)", ".*+?^ (x)")).toBe(`a$&b ${REDACTED}`);
    expect(redactText("aXbc-key", "a.bc-key")).toBe("aXbc-key");
  });

  it("stays as it is where no key is known yet", () => {
    expect(redactText("a b", "")).toBe("a b");
  });
});

describe("headers", () => {
  it("don't hold the key in any value, and keep the rest", () => {
    const headers = redactHeaders(
      new Headers({ "x-debug": `key=${KEY};`, location: `https://a/?k=${KEY}`, "x-a": "b" }),
      KEY,
    );
    expect([...headers]).toEqual([
      ["location", `https://a/?k=${REDACTED}`],
      ["x-a", "b"],
      ["x-debug", `key=${REDACTED};`],
    ]);
  });

  it("keep each Set-Cookie", () => {
    const headers = new Headers([
      ["set-cookie", `a=${KEY}`],
      ["set-cookie", "b=1"],
    ]);
    expect(redactHeaders(headers, KEY).getSetCookie()).toEqual([`a=${REDACTED}`, "b=1"]);
  });

  it("are a copy", () => {
    const headers = new Headers({ "x-debug": KEY });
    expect(redactHeaders(headers, KEY)).not.toBe(headers);
    expect(headers.get("x-debug")).toBe(KEY);
  });

  it("don't hold any key in any form", () => {
    fc.assert(
      fc.property(key, fc.constantFrom(...Object.values(FORMS)), (key, form) => {
        const value = redactHeaders(new Headers({ "x-debug": `a${form(key)}b` }), key).get("x-debug");
        for (const other of Object.values(FORMS)) expect(value).not.toContain(other(key));
        expect(value).toMatch(/^a.*\[redacted\].*b$/);
      }),
    );
  });
});

describe("a cause", () => {
  const error = (message: string, properties: object = {}): Error => Object.assign(new Error(message), properties);
  const cyclic = (holding: object): Error => {
    const cause = error("cyclic", holding);
    return Object.assign(cause, { cause, self: [cause, new Map([["a", cause]])] });
  };

  /** Everything that could be printed of a value, deep. */
  const shown = (value: unknown): string => {
    const options = { depth: Number.POSITIVE_INFINITY, showHidden: true, maxStringLength: null, maxArrayLength: null };
    const { message, stack, name } = (value ?? {}) as Record<string, unknown>;
    return [inspect(value, options), inspect(value, { ...options, showHidden: false }), message, stack, name].join(
      "\n",
    );
  };

  class Hidden {
    readonly #message = `hidden ${KEY}`;
    get message(): string {
      return this.#message;
    }
  }

  it.each<[string, () => unknown]>([
    ["its message", () => error(`invalid header ${KEY}`)],
    ["its message, in a URL", () => error(`GET /?k=${encodeURIComponent(KEY)}`)],
    ["its stack alone", () => Object.assign(error("a"), { stack: `Error: ${KEY}\n at x` })],
    ["its name", () => error("a", { name: KEY })],
    ["its code", () => error("a", { code: KEY })],
    ["a cause of its cause", () => new Error("a", { cause: new Error("b", { cause: new TypeError(KEY) }) })],
    ["one error of an AggregateError", () => new AggregateError([error("a"), error(`b ${KEY}`)], "several")],
    ["an AggregateError in its cause", () => new Error("a", { cause: new AggregateError([error(KEY)]) })],
    ["the request that failed", () => error("a", { config: { headers: { "x-api-key": KEY } } })],
    ["Headers", () => error("a", { headers: new Headers({ "x-api-key": KEY }) })],
    ["a Request", () => error("a", { request: new Request("https://a.example", { headers: { "x-api-key": KEY } }) })],
    ["a Response", () => error("a", { response: new Response("", { headers: { "x-echo": KEY } }) })],
    ["a list of headers", () => error("a", { rawHeaders: ["x-api-key", KEY] })],
    ["a Map's value", () => error("a", { headers: new Map([["x-api-key", KEY]]) })],
    ["a Map's key", () => error("a", { headers: new Map([[KEY, 1]]) })],
    ["a Map in a Map", () => error("a", { deep: new Map([["a", new Map([["b", [KEY]]])]]) })],
    ["a Set", () => error("a", { seen: new Set([KEY]) })],
    ["URLSearchParams", () => error("a", { query: new URLSearchParams({ k: KEY }) })],
    ["a URL", () => error("a", { url: new URL(`https://a.example/?k=${KEY}`) })],
    ["a field's name", () => error("a", { [KEY]: 1 })],
    ["a hidden field", () => Object.defineProperty(error("a"), "secret", { value: KEY })],
    ["a symbol's field", () => error("a", { [Symbol("s")]: { key: KEY } })],
    ["a getter", () => Object.defineProperty(error("a"), "key", { get: () => KEY, enumerable: true })],
    ["a function's field", () => error("a", { callback: Object.assign(() => 1, { key: KEY }) })],
    ["a place behind a cycle", () => cyclic({ request: { parent: { key: KEY } } })],
    ["a DOMException's message", () => new DOMException(`Aborted: ${KEY}`, "AbortError")],
    ["a message that it inherits", () => new Hidden()],
    ...["name", "stack", "code"].map((name): [string, () => unknown] => [
      `a ${name} that it inherits`,
      () => Object.create(Object.defineProperty({}, name, { get: () => KEY })),
    ]),
    ["a cause without a prototype", () => Object.assign(Object.create(null), { message: KEY })],
    ["a text, which is all there is", () => `failed with ${KEY}`],
    ["an array", () => [[KEY]]],
    [
      "a place too deep to be looked at",
      () => {
        let inner: unknown = { key: KEY };
        for (let level = 0; level < 100_000; level++) inner = { inner };
        return error("a", { inner });
      },
    ],
  ])("that holds the key is replaced: in %s", (_, make) => {
    const redacted = redactCause(make(), KEY);
    expect(shown(redacted)).not.toContain(KEY);
    expect(JSON.stringify(redacted) ?? "").not.toContain(KEY);
    expect(redacted).toBeInstanceOf(Error);
  });

  it("that is replaced keeps its name, message and code, without the key", () => {
    const cause = Object.assign(new TypeError(`bad ${KEY}`), { code: `E_${KEY}`, request: {} });
    expect(redactCause(cause, KEY)).toMatchObject({
      name: "TypeError",
      message: `bad ${REDACTED}`,
      code: `E_${REDACTED}`,
    });
    expect(Object.keys(redactCause(cause, KEY) as Error)).not.toContain("request");
  });

  it("that is replaced says so where it had no message, and has no code where it had none", () => {
    for (const cause of [KEY, { message: 5, code: 5, key: KEY }]) {
      const redacted = redactCause(cause, KEY);
      expect(redacted).toMatchObject({ name: "Error", message: "The cause contained the API key." });
      expect(redacted).not.toHaveProperty("code");
    }
  });

  it.each<[string, () => unknown]>([
    ["an error", () => error("fetch failed", { cause: error("connect ECONNREFUSED", { code: "ECONNREFUSED" }) })],
    ["a cyclic one", () => cyclic({ a: 1 })],
    ["one with Headers and Maps", () => error("a", { headers: new Headers({ a: "b" }), map: new Map([["a", 1]]) })],
    ["a text", () => "failed"],
    ["undefined", () => undefined],
    ["null", () => null],
    ["a number", () => 5],
    ["a symbol", () => Symbol("s")],
    ["one with bytes", () => error("a", { rawPacket: Buffer.from("abc") })],
    ["a frozen error", () => Object.freeze(error("a"))],
  ])("without the key is handed over as it is: %s", (_, make) => {
    const cause = make();
    expect(redactCause(cause, KEY)).toBe(cause);
  });

  it("is handed over as it is where no key is known yet", () => {
    const cause = error("a");
    expect(redactCause(cause)).toBe(cause);
  });

  const no = (): never => {
    throw new Error(`hostile ${KEY}`);
  };
  it.each<[string, () => unknown]>([
    ["a field's getter throws", () => Object.defineProperty(error("a"), "request", { get: no })],
    ["its message's getter throws", () => Object.defineProperty({}, "message", { get: no })],
    ["its name's getter throws", () => Object.defineProperty(error("a"), "name", { get: no })],
    ["its code's getter throws", () => Object.defineProperty(error("a"), "code", { get: no })],
    [
      "it is a revoked proxy",
      () => {
        const { proxy, revoke } = Proxy.revocable({}, {});
        revoke();
        return proxy;
      },
    ],
    ["its traps throw", () => new Proxy(error("a"), { ownKeys: no, get: no, getOwnPropertyDescriptor: no })],
    [
      "a revoked proxy is in it",
      () => {
        const { proxy, revoke } = Proxy.revocable({}, {});
        revoke();
        return error("a", { inner: { proxy } });
      },
    ],
    ["a Map in it lies", () => error("a", { map: Object.assign(new Map(), { [Symbol.iterator]: no }) })],
  ])("that can't be looked into is replaced, not thrown on: %s", (_, make) => {
    const cause = make();
    const redacted = redactCause(cause, KEY);
    // Not toBe, which looks into what can't be looked into.
    expect(redacted === cause).toBe(false);
    expect(redacted).toBeInstanceOf(Error);
    expect(shown(redacted)).not.toContain(KEY);
  });

  it("that is too large to be searched counts as containing the key", () => {
    const cause = error("a", { list: Array.from({ length: 20_000 }, () => ({})) });
    expect(redactCause(cause, KEY)).not.toBe(cause);
  });

  it("isn't looked into byte by byte", () => {
    const packet = Buffer.alloc(8);
    const walked = vi.spyOn(Reflect, "ownKeys");
    expect(redactCause(error("a", { packet }), KEY)).toMatchObject({ packet });
    expect(walked.mock.calls.map(([object]) => object)).not.toContain(packet);
    walked.mockRestore();
  });

  it("never shows the key, wherever it is", () => {
    const place = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { depthSize: "medium" },
        fc.constantFrom<unknown>(KEY, `a${KEY}`, encodeURIComponent(KEY), new Headers({ a: KEY })),
        fc.record({ message: tie("value") }),
        fc.record({ cause: tie("value"), other: fc.jsonValue() }),
        fc.array(tie("value"), { maxLength: 3 }),
        fc.record({ inner: tie("value") }).map(({ inner }) => new Map([["m", inner]])),
        tie("value").map((cause) => new Error("nested", { cause })),
        tie("value").map((inner) => new AggregateError([inner], "several")),
        tie("value").map((inner) => Object.defineProperty({}, "hidden", { value: inner })),
        tie("value").map((inner) => Object.defineProperty({}, "read", { get: () => inner, enumerable: true })),
      ),
    })).value;
    fc.assert(
      fc.property(place, (value) => {
        expect(shown(redactCause(error("a", { value }), KEY))).not.toContain(KEY);
      }),
      { numRuns: 2 * RUNS },
    );
  });
});
