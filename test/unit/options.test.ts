import { inspect } from "node:util";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { DEFAULT_BASE_URL } from "../../src/config/options.ts";
import { resolveOptions, type Settings } from "../../src/config/settings.ts";
import { Heffl, HefflConfigurationError, type HefflOptions, VERSION } from "../../src/index.ts";
import { clientOver, json, KEY, rejection, TASK } from "./stand-in.ts";
import { anyString } from "./strings.ts";

beforeEach(() => {
  for (const name of ["HEFFL_API_KEY", "HEFFL_BASE_URL", "HEFFL_LOG"]) vi.stubEnv(name, undefined);
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const resolveWithKey = (options: HefflOptions = {}): Settings => resolveOptions({ apiKey: KEY, ...options });

/** The message with which the client refuses to be made. */
function refusal(options: HefflOptions): string {
  try {
    new Heffl(options);
  } catch (error) {
    expect(error).toBeInstanceOf(HefflConfigurationError);
    expect(error).toMatchObject({ name: "HefflConfigurationError", outcome: "not_created" });
    return (error as Error).message;
  }
  throw new Error("It was to be refused.");
}
/** The message with which a client without an `apiKey` refuses its first call. */
const refusalAtCall = async (): Promise<unknown> =>
  ((await rejection(new Heffl().tasks.create({ title: "a" }))) as Error).message;
const NO_KEY = "No API key. Set HEFFL_API_KEY or pass apiKey; keys are created at app.heffl.com/settings/developers.";
const refusedWith = (options: HefflOptions): string => refusal({ apiKey: KEY, ...options });

/** Gives the code under test a `process` of its own, as another runtime would. */
function stubProcess(env: unknown): void {
  vi.stubGlobal(
    "process",
    Object.create(process, { env: typeof env === "function" ? { get: env as () => unknown } : { value: env } }),
  );
}

const unreadable = () => {
  throw new Error("NotCapable: Requires env access");
};
const UNREADABLE: [string, () => void][] = [
  ["whose variables can't be read", () => stubProcess(new Proxy({}, { get: unreadable, has: unreadable }))],
  ["that can't be read at all", () => stubProcess(unreadable)],
  ["that isn't there", () => stubProcess(undefined)],
  ["in a runtime without process", () => vi.stubGlobal("process", undefined)],
];

describe("defaults", () => {
  it("are the documented ones", () => {
    expect(resolveWithKey()).toMatchObject({
      apiKey: KEY,
      baseUrl: "https://api.heffl.com/api/v2",
      timeoutMs: 30_000,
      maxRetries: 2,
      maxRetryDelayMs: 60_000,
      retryUnknown: false,
      headers: { "user-agent": `heffl-client/${VERSION}` },
      logger: undefined,
      validateRequests: true,
    });
  });

  it("give way to what is set", () => {
    const options = { timeoutMs: 5, maxRetries: 7, maxRetryDelayMs: 9, retryUnknown: true, validateRequests: false };
    expect(resolveWithKey(options)).toMatchObject(options);
  });

  it("hold for options that are undefined", () => {
    const { fetch: _, ...defaults } = resolveWithKey();
    const names = [
      "baseUrl",
      "timeoutMs",
      "maxRetries",
      "maxRetryDelayMs",
      "retryUnknown",
      "fetch",
      "headers",
      "logger",
    ];
    const { fetch: __, ...same } = resolveWithKey(Object.fromEntries(names.map((name) => [name, undefined])));
    expect(same).toEqual(defaults);
  });

  it("take the global fetch, called as a plain function with the URL as a string", async () => {
    const calls: unknown[][] = [];
    vi.stubGlobal("fetch", function (this: unknown, ...args: unknown[]) {
      calls.push([this, ...args]);
      return Promise.resolve(json(200, TASK));
    });
    await new Heffl({ apiKey: KEY }).tasks.create({ title: "a" });
    expect(calls).toEqual([
      [undefined, `${DEFAULT_BASE_URL}/tasks`, expect.objectContaining({ method: "POST", redirect: "manual" })],
    ]);
  });

  it("refuse a fetch option that isn't a function", () => {
    expect(refusedWith({ fetch: "fetch" as never })).toBe("fetch must be a function.");
    expect(() => resolveWithKey({ fetch: async () => json(200, TASK) })).not.toThrow();
  });
});

describe("the environment", () => {
  it("gives key and base URL", () => {
    vi.stubEnv("HEFFL_API_KEY", KEY);
    vi.stubEnv("HEFFL_BASE_URL", "http://localhost:4010/");
    expect(resolveOptions({})).toMatchObject({ apiKey: KEY, baseUrl: "http://localhost:4010" });
  });

  it("gives way to options", () => {
    vi.stubEnv("HEFFL_API_KEY", "env-key-of-nobody");
    vi.stubEnv("HEFFL_BASE_URL", "https://env.example");
    expect(resolveWithKey({ baseUrl: "https://option.example" })).toMatchObject({
      apiKey: KEY,
      baseUrl: "https://option.example",
    });
  });

  it("counts as empty where its variables are empty", async () => {
    vi.stubEnv("HEFFL_API_KEY", "");
    vi.stubEnv("HEFFL_BASE_URL", "");
    vi.stubEnv("HEFFL_LOG", "");
    expect(await refusalAtCall()).toBe(NO_KEY);
    expect(resolveWithKey()).toMatchObject({ baseUrl: DEFAULT_BASE_URL, logger: undefined });
  });

  it.each(UNREADABLE)("counts as empty %s", async (_, stub) => {
    stub();
    expect(resolveWithKey()).toMatchObject({ baseUrl: DEFAULT_BASE_URL, logger: undefined });
    expect(await refusalAtCall()).toBe(NO_KEY);
  });

  it("is held to the same rules as options", () => {
    vi.stubEnv("HEFFL_API_KEY", `${KEY}\n`);
    expect(refusal({})).toMatch(/white space around it/);
    vi.stubEnv("HEFFL_API_KEY", KEY);
    vi.stubEnv("HEFFL_BASE_URL", "http://example.com");
    expect(refusal({})).toMatch(/^baseUrl must be https/);
  });
});

describe("HEFFL_LOG", () => {
  it.each([
    ["debug", ["debug", "info", "warn", "error"]],
    ["info", ["info", "warn", "error"]],
    ["warn", ["warn", "error"]],
    ["error", ["error"]],
  ])("of %s writes %s to the console", (level, written) => {
    vi.stubEnv("HEFFL_LOG", level);
    const names = ["debug", "info", "warn", "error"] as const;
    const lines: string[] = [];
    for (const name of names)
      vi.spyOn(console, name).mockImplementation(function (this: unknown, line: string) {
        expect(this).toBe(console);
        lines.push(line);
      });
    const { logger } = resolveWithKey();
    for (const name of names) logger?.[name](name);
    expect(lines).toEqual(written);
  });

  it("with another word is refused, and the error names the levels", () => {
    for (const level of ["verbose", "DEBUG", " info", "1", "silent"]) {
      vi.stubEnv("HEFFL_LOG", level);
      expect(refusedWith({})).toBe(`HEFFL_LOG must be one of debug, info, warn, error, not ${JSON.stringify(level)}.`);
    }
  });

  it("gives way to a logger", () => {
    vi.stubEnv("HEFFL_LOG", "verbose");
    const logger = { debug() {}, info() {}, warn() {}, error() {} };
    expect(resolveWithKey({ logger }).logger).toBe(logger);
  });
});

describe("the key", () => {
  it.each<[HefflOptions["apiKey"] | null, string]>([
    ["", "The API key must be a string that isn't empty."],
    [" ", "The API key has white space around it, perhaps a line break from a file. Trim it."],
    [`${KEY}\n`, "The API key has white space around it, perhaps a line break from a file. Trim it."],
    [` ${KEY}`, "The API key has white space around it, perhaps a line break from a file. Trim it."],
    [`${KEY}\u00a0`, "The API key has white space around it, perhaps a line break from a file. Trim it."],
    [
      `a\r\nx-evil: ${KEY}`,
      "The API key contains a character that isn't allowed in a header. Copy it again from app.heffl.com/settings/developers.",
    ],
    [
      `a\n${KEY}`,
      "The API key contains a character that isn't allowed in a header. Copy it again from app.heffl.com/settings/developers.",
    ],
    [
      `a\u0000${KEY}`,
      "The API key contains a character that isn't allowed in a header. Copy it again from app.heffl.com/settings/developers.",
    ],
    [
      `a\u007f${KEY}`,
      "The API key contains a character that isn't allowed in a header. Copy it again from app.heffl.com/settings/developers.",
    ],
    [
      `sk_\u2026${KEY}`,
      "The API key contains a character that isn't allowed in a header. Copy it again from app.heffl.com/settings/developers.",
    ],
    [
      `\u0441k_${KEY}`,
      "The API key contains a character that isn't allowed in a header. Copy it again from app.heffl.com/settings/developers.",
    ],
    [
      `${KEY}\u{1f511}`,
      "The API key contains a character that isn't allowed in a header. Copy it again from app.heffl.com/settings/developers.",
    ],
  ])("being %j is refused: %s", (apiKey, message) => {
    expect(refusal({ apiKey: apiKey as string })).toBe(message);
  });

  it("is taken where a header can hold it, and never repeated where it can't", () => {
    const anyKey = anyString({ minLength: 6 }).filter((key) => !/^[a-z ]+$/i.test(key));
    fc.assert(
      fc.property(anyKey, (apiKey) => {
        const fits = new Headers({ a: "b" });
        let holdable = apiKey.trim() === apiKey && !/[\p{Cc}]/u.test(apiKey);
        try {
          fits.set("x-api-key", apiKey);
        } catch {
          holdable = false;
        }
        try {
          resolveOptions({ apiKey });
          expect(holdable).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(HefflConfigurationError);
          expect(holdable).toBe(false);
          expect((error as Error).message).not.toContain(apiKey);
        }
      }),
      { numRuns: 300 },
    );
  });

  it.each<[string, () => unknown, RegExp]>([
    ["isn't a string", () => undefined, /^The API key must be a string that isn't empty\.$/],
    ["is a number", () => 5, /^The API key must be a string that isn't empty\.$/],
    ["is empty", async () => "", /^The API key must be a string that isn't empty\.$/],
    ["has a line break", async () => `${KEY}\n`, /white space around it/],
    ["has one inside", () => `a\n${KEY}`, /a character that isn't allowed in a header/],
  ])("from a function is refused before anything is sent where it %s", async (_, apiKey, message) => {
    let sent = 0;
    const heffl = clientOver(
      async () => {
        sent++;
        return json(200, TASK);
      },
      { apiKey: apiKey as () => string },
    );
    const error = await rejection(heffl.tasks.create({ title: "a" }));
    expect(error).toBeInstanceOf(HefflConfigurationError);
    expect((error as Error).message).toMatch(message);
    expect(inspect(error)).not.toContain(KEY);
    expect(sent).toBe(0);
  });

  it("from a function that fails is an error with the function's error as its cause", async () => {
    const cause = new Error("vault sealed");
    const functions: (() => Promise<string>)[] = [
      () => {
        throw cause;
      },
      async () => {
        throw cause;
      },
    ];
    for (const apiKey of functions) {
      const heffl = clientOver(async () => json(200, TASK), { apiKey });
      const error = await rejection(heffl.tasks.create({ title: "a" }));
      expect(error).toBeInstanceOf(HefflConfigurationError);
      expect(error).toMatchObject({ message: "Not sent: the apiKey function failed.", cause });
    }
  });

  it("from a function is asked for at each call, and not before", async () => {
    const sent: unknown[] = [];
    let asked = 0;
    const heffl = clientOver(
      async (_, { headers }) => {
        sent.push(new Headers(headers).get("x-api-key"));
        return json(200, TASK);
      },
      { apiKey: async () => `key-number-${++asked}` },
    );
    expect(asked).toBe(0);
    await heffl.tasks.create({ title: "a" });
    await heffl.tasks.create({ title: "a" });
    expect(sent).toEqual(["key-number-1", "key-number-2"]);
  });

  it.each([42, true, {}, []])("being %j is refused at once, not at the first call", (apiKey) => {
    expect(refusal({ apiKey: apiKey as never })).toMatch(/API key|apiKey/);
  });
});

describe("the base URL", () => {
  it.each([
    ["https://api.heffl.com/api/v2", "https://api.heffl.com/api/v2"],
    ["https://api.heffl.com/api/v2/", "https://api.heffl.com/api/v2"],
    ["https://api.heffl.com/api/v2///", "https://api.heffl.com/api/v2"],
    ["https://proxy.example", "https://proxy.example"],
    ["https://proxy.example:8443/heffl", "https://proxy.example:8443/heffl"],
    ["HTTPS://PROXY.EXAMPLE/Heffl", "https://proxy.example/Heffl"],
    ["https://api.heffl.com:443", "https://api.heffl.com"],
    ["https://127.0.0.1", "https://127.0.0.1"],
    [" https://proxy.example ", "https://proxy.example"],
  ])("may be %s", (baseUrl, resolveWithKeyUrl) => {
    expect(resolveWithKey({ baseUrl }).baseUrl).toBe(resolveWithKeyUrl);
  });

  it.each([
    "http://localhost",
    "http://localhost:4010/api",
    "http://LOCALHOST:4010",
    "http://127.0.0.1:4010",
    "http://127.255.255.254",
    "http://127.1",
    "http://2130706433",
    "http://0x7f.0.0.1",
    "http://[::1]:4010",
    "http://[0:0:0:0:0:0:0:1]",
  ])("may be plain http on this machine: %s", (baseUrl) => {
    expect(() => resolveWithKey({ baseUrl })).not.toThrow();
  });

  it.each([
    "http://api.heffl.com/api/v2",
    "http://localhost.evil.com",
    "http://localhostevil.com",
    "http://notlocalhost",
    "http://127.0.0.1.evil.com",
    "http://127.0.0.1.nip.io",
    "http://evil.com/127.0.0.1",
    "http://evil.com/localhost",
    "http://evil.com:80",
    "http://128.0.0.1",
    "http://12.7.0.1",
    "http://0.0.0.0",
    "http://10.0.0.1",
    "http://192.168.1.1",
    "http://[::]",
    "http://[::2]",
    "http://[fe80::1]",
    "http://[::ffff:10.0.0.1]",
    "http://[::ffff:127.0.0.1]",
    "http://[::127.0.0.1]",
    "http://1.0.0.127",
    "http://xn--localhst-u4a",
    "http://loc\u0430lhost",
    "http://host.docker.internal",
    "ftp://localhost",
    "ws://localhost",
    "file:///etc/passwd",
    "data:text/plain,a",
    "javascript:alert(1)",
    "localhost:4010",
  ])("is refused where the key would cross the network unprotected, or where that isn't http: %s", (baseUrl) => {
    expect(refusedWith({ baseUrl })).toBe(
      "baseUrl must be https, to protect the API key. Plain http is only for this machine.",
    );
  });

  it.each([
    "http://localhost@evil.com",
    "http://127.0.0.1:80@evil.com",
    "https://user@api.heffl.com",
    "https://:secret@api.heffl.com",
  ])("is refused with user info: %s", (baseUrl) => {
    const message = refusedWith({ baseUrl });
    expect(message).toBe("baseUrl contains a user name or password. Remove them; the key goes into apiKey.");
  });

  it.each([
    "https://a.example/?v=2",
    "https://a.example?a",
    "https://a.example/#x",
    "https://a.example/v2?a#b",
    "http://evil.com#@localhost",
  ])("is refused with a query or a fragment: %s", (baseUrl) => {
    expect(refusedWith({ baseUrl })).toBe("baseUrl contains a query or a fragment. Remove it.");
  });

  it.each(["https://a.example/v2?", "https://a.example/v2#", "https://a.example/v2/?#"])(
    "doesn't let an empty query or fragment swallow the path: %s",
    (baseUrl) => {
      let url: string;
      try {
        ({ url } = new Heffl({ apiKey: KEY, baseUrl }).tasks.preview({ title: "a" }));
      } catch (error) {
        expect(error).toBeInstanceOf(HefflConfigurationError);
        return;
      }
      expect(url).toBe("https://a.example/v2/tasks");
    },
  );

  it.each([
    "",
    "api.heffl.com",
    "/api/v2",
    "https://",
    "http://[::1",
    "https://a b",
    "nonsense",
    "https://a.example:99999",
  ])("is refused where it isn't a URL: %j", (baseUrl) => {
    expect(refusedWith({ baseUrl })).toBe("baseUrl isn't a URL. Set one such as https://api.heffl.com/api/v2.");
  });

  it("isn't repeated in a message, because it may contain a secret", () => {
    for (const baseUrl of [
      `https://user:${KEY}@a.example`,
      `https://a.example/?key=${KEY}`,
      `http://a.example/${KEY}`,
      KEY,
    ])
      expect(refusedWith({ baseUrl })).not.toContain(KEY);
  });

  it("of a call can't carry the key to another origin", async () => {
    let sent = 0;
    const heffl = clientOver(async () => {
      sent++;
      return json(200, TASK);
    });
    for (const baseUrl of [
      "https://evil.example",
      "http://api.heffl.com",
      "https://api.heffl.com:8443",
      "https://api.heffl.com.evil.example",
    ]) {
      const error = await rejection(heffl.api.POST("/tasks", { body: { title: "a" }, baseUrl }));
      expect(error).toBeInstanceOf(HefflConfigurationError);
      expect((error as Error).message).toBe(
        `Not sent: the request is for ${new URL(baseUrl).origin}, but the API key is only for https://api.heffl.com. Set baseUrl on the client.`,
      );
    }
    expect(sent).toBe(0);
  });
});

describe("numbers", () => {
  it.each<[keyof HefflOptions, number, number, string]>([
    ["timeoutMs", 1, 2 ** 31 - 1, "1 to 2,147,483,647"],
    ["maxRetryDelayMs", 0, 2 ** 31 - 1, "0 to 2,147,483,647"],
    ["maxRetries", 0, 100, "0 to 100"],
  ])("%s goes from %d to %d", (name, least, most, range) => {
    expect(resolveWithKey({ [name]: least })).toMatchObject({ [name]: least });
    expect(resolveWithKey({ [name]: most })).toMatchObject({ [name]: most });
    for (const value of [least - 1, most + 1, -5])
      expect(refusedWith({ [name]: value })).toBe(`${name} must be from ${range}, not ${value}.`);
  });

  it.each(["timeoutMs", "maxRetryDelayMs", "maxRetries"])("%s is a number, and not NaN or Infinity", (name) => {
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, "5", "soon", true, {}, []])
      expect(refusedWith({ [name]: value })).toMatch(
        new RegExp(`^${name} must be (?:from .* to .*|a whole number), not .*\\.$`),
      );
  });

  it("timeoutMs and maxRetryDelayMs may have fractions, maxRetries not", () => {
    expect(resolveWithKey({ timeoutMs: 1.5, maxRetryDelayMs: 0.5 })).toMatchObject({
      timeoutMs: 1.5,
      maxRetryDelayMs: 0.5,
    });
    expect(refusedWith({ maxRetries: 1.5 })).toBe("maxRetries must be a whole number, not 1.5.");
  });

  it("of a call are held to the same rules, and nothing is sent", async () => {
    let sent = 0;
    const heffl = clientOver(async () => {
      sent++;
      return json(200, TASK);
    });
    for (const options of [
      { timeoutMs: 0 },
      { timeoutMs: 2 ** 31 },
      { timeoutMs: Number.NaN },
      { maxRetries: -1 },
      { maxRetries: 0.5 },
    ])
      expect(await rejection(heffl.tasks.create({ title: "a" }, options))).toBeInstanceOf(HefflConfigurationError);
    expect(sent).toBe(0);
  });
});

describe("headers", () => {
  it("are added to the client's own", () => {
    expect(resolveWithKey({ headers: { "x-a": "b" } }).headers).toEqual({
      "user-agent": `heffl-client/${VERSION}`,
      "x-a": "b",
    });
  });

  it("have one name in any case, the last given winning, and what is undefined is left out", () => {
    const headers = { "X-A": "b", "x-a": "  c ", "x-none": undefined } as object as Record<string, string>;
    expect(resolveWithKey({ headers }).headers).toEqual({ "user-agent": `heffl-client/${VERSION}`, "x-a": "c" });
    expect(resolveWithKey({ headers: { "User-Agent": "own" } }).headers).toEqual({ "user-agent": "own" });
  });

  it.each(["x-api-key", "X-API-Key", "X-Api-Key"])("can't set %s", (name) => {
    expect(refusedWith({ headers: { [name]: "other-key-of-nobody" } })).toBe(
      "headers can't contain x-api-key. Pass the key as apiKey.",
    );
  });

  it.each([
    ["", "a"],
    ["a b", "a"],
    ["a:", "a"],
    ["x-api-key ", "a"],
    ["x-\u00e9", "a"],
    ["a\r\nb", "a"],
    ["x-a", "b\r\nx-evil: c"],
    ["x-a", "b\nc"],
    ["x-a", "b\u0000c"],
    ["x-a", "\u2026"],
    ["x-a", null as unknown as string],
    ["x-a", Symbol("s") as unknown as string],
  ])("can't be %j: %j", (name, value) => {
    expect(refusedWith({ headers: { "x-good": "a", [name]: value } })).toBe(
      `The header ${JSON.stringify(name)} can't be sent: HTTP doesn't allow its name or its value.`,
    );
  });

  it("don't have their values repeated in a message", () => {
    for (const headers of [{ "x-a": `${KEY}\n${KEY}` }, { "x-api-key": KEY }, { "x a": KEY }])
      expect(refusedWith({ headers })).not.toContain(KEY);
  });

  it("of a call are held to the same rules, go beside the client's, and win", async () => {
    const sent: Headers[] = [];
    const heffl = clientOver(
      async (_, { headers }) => {
        sent.push(new Headers(headers));
        return json(200, TASK);
      },
      { headers: { "X-A": "client", "x-b": "client" } },
    );
    await heffl.tasks.create({ title: "a" }, { headers: { "x-a": "call" } });
    expect(Object.fromEntries(sent[0] as Headers)).toMatchObject({ "x-a": "call", "x-b": "client", "x-api-key": KEY });
    for (const headers of [{ "X-Api-Key": "other-key-of-nobody" }, { "x-a": "b\nc" }, { "a b": "c" }])
      expect(await rejection(heffl.tasks.create({ title: "a" }, { headers }))).toBeInstanceOf(HefflConfigurationError);
    expect(sent).toHaveLength(1);
  });

  it("don't change with the object that they were given in", () => {
    const headers: Record<string, string> = { "x-a": "b" };
    const { headers: taken } = resolveWithKey({ headers });
    headers["x-api-key"] = "other-key-of-nobody";
    expect(taken).not.toHaveProperty("x-api-key");
  });
});

describe("a web page", () => {
  const page = () => vi.stubGlobal("window", { document: {} });

  it("is refused, with what to do instead", () => {
    page();
    expect(refusedWith({})).toBe(
      "In a web page everyone can read the API key. Call Heffl from your server, or set dangerouslyAllowBrowser: true if everyone who opens this page may have the key.",
    );
    expect(refusedWith({ dangerouslyAllowBrowser: false })).toMatch(/^In a web page/);
  });

  it("is allowed by dangerouslyAllowBrowser, without a User-Agent, which a page can't set", () => {
    page();
    expect(resolveWithKey({ dangerouslyAllowBrowser: true }).headers).toEqual({});
  });

  it("isn't a server that defines a window", () => {
    vi.stubGlobal("window", {});
    expect(() => resolveWithKey()).not.toThrow();
  });
});

describe("every refusal", () => {
  it("is a sentence that says what to do", () => {
    const refused: HefflOptions[] = [
      { apiKey: "" },
      { apiKey: " a" },
      { apiKey: "a\nb" },
      { baseUrl: "x" },
      { baseUrl: "http://a.example" },
      { baseUrl: "https://a@b.example" },
      { baseUrl: "https://a.example?b" },
      { timeoutMs: 0 },
      { maxRetries: -1 },
      { maxRetries: 0.5 },
      { maxRetryDelayMs: -1 },
      { headers: { "x-api-key": "a" } },
    ];
    for (const options of refused)
      expect(refusedWith(options)).toMatch(
        /^\S.*(?:Set|Pass|pass|Trim|Copy|looks like|must be|Remove|Plain http is for).*\.$/,
      );
  });
});
