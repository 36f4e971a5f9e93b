import { describe, expect, onTestFinished, test, vi } from "vitest";
import {
  Heffl,
  HefflConfigurationError,
  type HefflError,
  type HefflOptions,
  isHefflError,
  type Logger,
} from "../../src/index.ts";
import { undiciTransport } from "../../src/undici.ts";
import { startRawServer } from "../support/raw-server.ts";
import { TASK } from "../support/server.ts";

const TITLE = { title: "t" };
const JSON_TYPE = { "content-type": "application/json" };
const BODY = JSON.stringify(TASK);

/** Everything that JavaScript can pass where something else is expected. */
const ODD: [string, unknown][] = [
  ["null", null],
  ["0", 0],
  ["1", 1],
  ["-1", -1],
  ["NaN", Number.NaN],
  ["a bigint", 1n],
  ["true", true],
  ["false", false],
  ["an empty string", ""],
  ["a word", "word"],
  ["a symbol", Symbol("odd")],
  ["an empty object", {}],
  ["an object without a prototype", Object.create(null)],
  ["a list", [1]],
  ["a function", () => {}],
  [
    "a function that throws",
    () => {
      throw new Error("odd");
    },
  ],
  ["a class", class {}],
  ["a Map", new Map([["a", "b"]])],
  ["a Date", new Date(0)],
  ["a promise", Promise.resolve("odd")],
  [
    "an object whose fields throw",
    new Proxy(
      {},
      {
        get: () => {
          throw new Error("odd");
        },
        ownKeys: () => {
          throw new Error("odd");
        },
      },
    ),
  ],
  ["a revoked proxy", revoked()],
  ["an object that isn't a primitive", { toString: () => ({}), valueOf: () => ({}) }],
];

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

/** How a call ended. Fails the test when it ended in an error that isn't this package's. */
async function ended(call: () => unknown): Promise<HefflError | "value"> {
  try {
    await call();
    return "value";
  } catch (error) {
    if (!isHefflError(error)) throw new Error("It isn't an error of this package.", { cause: error });
    expect(["not_created", "unknown", "created"]).toContain(error.outcome);
    return error;
  }
}

const OPTIONS = [
  ...["apiKey", "baseUrl", "timeoutMs", "maxRetries", "maxRetryDelayMs", "retryUnknown", "fetch", "headers", "logger"],
  ...["validateRequests", "dangerouslyAllowBrowser"],
];

describe("an invalid option is refused by the constructor, or has no effect", () => {
  test.each(OPTIONS.flatMap((name) => ODD.map(([what, value]) => [name, what, value] as const)))(
    "%s: %s",
    async (name, _, value) => {
      const transport = vi.fn(async () => new Response(BODY, { headers: JSON_TYPE }));
      const end = await ended(async () => {
        const heffl = new Heffl({ apiKey: "test-key", fetch: transport, [name]: value } as HefflOptions);
        return heffl.tasks.create(TITLE);
      });
      if (end === "value") return;
      if (transport.mock.calls.length === 0) expect(end.outcome).not.toBe("created");
    },
  );

  test.each(ODD)("all of them: %s", async (_, value) => {
    vi.stubEnv("HEFFL_API_KEY", "test-key");
    onTestFinished(() => void vi.unstubAllEnvs());
    const end = await ended(() => new Heffl(value as never));
    if (end !== "value") expect(end).toBeInstanceOf(HefflConfigurationError);
  });

  test.each(["apiKey", "baseUrl", "headers", "fetch"])("%s, read by a getter that throws", async (name) => {
    const options = Object.defineProperty({ apiKey: "test-key" }, name, {
      get: () => {
        throw new Error("odd");
      },
      enumerable: true,
    });
    const end = await ended(() => new Heffl(options));
    expect(end).toMatchObject({ outcome: "not_created" });
  });
});

describe("an invalid argument of a call is refused, and nothing is sent", () => {
  test.each<[string, object | null]>([
    ["no options", null],
    ["a signal that is none", { signal: {} }],
    ["a signal that can only be aborted", { signal: { aborted: false } }],
  ])("a call of heffl.api too: %s", async (_, init) => {
    const fetch = vi.fn(async () => Response.json(TASK));
    const { api } = new Heffl({ apiKey: "test-key", fetch });
    const post = api.POST as (path: string, init: unknown) => Promise<unknown>;
    const error: unknown = await post("/tasks", init && { body: TITLE, ...init }).catch((thrown) => thrown);
    expect(error).toBeInstanceOf(HefflConfigurationError);
    expect(error).toMatchObject({ outcome: "not_created" });
    expect(fetch).not.toHaveBeenCalled();
  });

  const sending = () => {
    const transport = vi.fn(async () => new Response(BODY, { headers: JSON_TYPE }));
    return { transport, heffl: new Heffl({ apiKey: "test-key", fetch: transport }) };
  };

  test.each(ODD)("create(%s)", async (_, value) => {
    const { transport, heffl } = sending();
    expect(await ended(() => heffl.tasks.create(value as never))).toMatchObject({ outcome: "not_created" });
    expect(await ended(() => heffl.tasks.preview(value as never))).toMatchObject({ outcome: "not_created" });
    expect(transport).not.toHaveBeenCalled();
  });

  test.each(ODD)("create(task, %s)", async (_, value) => {
    const { transport, heffl } = sending();
    for (const method of ["create", "createWithResponse"] as const) {
      transport.mockClear();
      const end = await ended(() => heffl.tasks[method](TITLE, value as never));
      if (end === "value") expect(transport).toHaveBeenCalledOnce();
      else {
        expect(end.outcome).toBe("not_created");
        expect(transport).not.toHaveBeenCalled();
      }
    }
    await ended(() => heffl.tasks.preview(TITLE, value as never));
  });

  test.each(
    ["signal", "timeoutMs", "maxRetries", "headers"].flatMap((name) =>
      ODD.map(([what, value]) => [name, what, value] as const),
    ),
  )("create(task, { %s: %s })", async (name, _, value) => {
    const { transport, heffl } = sending();
    const end = await ended(() => heffl.tasks.create(TITLE, { [name]: value } as never));
    if (end === "value") expect(transport).toHaveBeenCalledOnce();
    else {
      expect(end.outcome).toBe("not_created");
      expect(transport).not.toHaveBeenCalled();
    }
  });

  test.each<[string, object]>([
    ["without removeEventListener", { aborted: false, addEventListener: () => {} }],
    ["without addEventListener", { aborted: false, removeEventListener: () => {} }],
    ["without aborted", { addEventListener: () => {}, removeEventListener: () => {} }],
    [
      "whose addEventListener throws",
      {
        aborted: false,
        removeEventListener: () => {},
        addEventListener: () => {
          throw new Error("odd");
        },
      },
    ],
    [
      "whose removeEventListener throws",
      {
        aborted: false,
        addEventListener: () => {},
        removeEventListener: () => {
          throw new Error("odd");
        },
      },
    ],
    [
      "whose aborted throws",
      {
        get aborted() {
          throw new Error("odd");
        },
        addEventListener: () => {},
        removeEventListener: () => {},
      },
    ],
    [
      "of which reason throws",
      {
        aborted: true,
        get reason() {
          throw new Error("odd");
        },
        addEventListener: () => {},
        removeEventListener: () => {},
      },
    ],
    ["that is an emitter", { on: () => {}, off: () => {} }],
    ["that is its controller", new AbortController()],
  ])("a signal %s", async (_, signal) => {
    for (const middleware of [false, true]) {
      const { transport, heffl } = sending();
      if (middleware) heffl.api.use({ onRequest: () => undefined });
      const end = await ended(() => heffl.tasks.create(TITLE, { signal: signal as never }));
      if (end === "value") expect(transport).toHaveBeenCalledOnce();
      else expect(end.outcome).toBe(transport.mock.calls.length === 0 ? "not_created" : "created");
    }
  });
});

describe("an invalid answer of a transport is a HefflError with the right outcome", () => {
  const bodyOf = (...values: unknown[]) => ({
    getReader: () => ({ read: async () => values.shift() ?? { done: true }, cancel: async () => {} }),
  });
  const ok = { status: 200, headers: new Headers(JSON_TYPE) };
  const unknown = "unknown";

  test.each<[string, unknown, string]>([
    ...ODD.map(([what, value]) => [what, value, unknown] as [string, unknown, string]),
    ...ODD.map(
      ([what, value]) =>
        [`with the status ${what}`, { ...ok, status: value, text: async () => BODY }, unknown] as [
          string,
          unknown,
          string,
        ],
    ),
    ...ODD.map(
      ([what, value]) =>
        [`with the headers ${what}`, { status: 200, headers: value, text: async () => BODY }, unknown] as [
          string,
          unknown,
          string,
        ],
    ),
    ...ODD.map(
      ([what, value]) =>
        [`whose text gives ${what}`, { ...ok, text: async () => value }, unknown] as [string, unknown, string],
    ),
    ...ODD.map(
      ([what, value]) => [`with the text ${what}`, { ...ok, text: value }, unknown] as [string, unknown, string],
    ),
    ...ODD.map(
      ([what, value]) => [`with the body ${what}`, { ...ok, body: value }, unknown] as [string, unknown, string],
    ),
    ...ODD.map(
      ([what, value]) =>
        [`whose body's reader is ${what}`, { ...ok, body: { getReader: () => value } }, unknown] as [
          string,
          unknown,
          string,
        ],
    ),
    ...ODD.map(
      ([what, value]) =>
        [`whose body's pieces are ${what}`, { ...ok, body: bodyOf({ done: false, value }) }, unknown] as [
          string,
          unknown,
          string,
        ],
    ),
    ...ODD.map(
      ([what, value]) =>
        [`whose body's reads give ${what}`, { ...ok, body: bodyOf(value) }, unknown] as [string, unknown, string],
    ),
  ])("%s", async (_, answer) => {
    for (const middleware of [false, true]) {
      const heffl = new Heffl({ apiKey: "test-key", fetch: async () => answer as never, maxRetries: 0 });
      if (middleware) heffl.api.use({ onRequest: () => undefined });
      const end = await ended(() => heffl.tasks.create(TITLE));
      if (end !== "value") expect(end.outcome).not.toBe("not_created");
      await ended(() => heffl.tasks.createWithResponse(TITLE));
    }
  });

  test.each(ODD)("one that rejects with %s", async (_, value) => {
    const heffl = new Heffl({ apiKey: "test-key", fetch: () => Promise.reject(value) });
    expect(await ended(() => heffl.tasks.create(TITLE))).toMatchObject({ outcome: unknown });
  });

  test.each(ODD)("one that throws %s", async (_, value) => {
    const fetch = () => {
      throw value;
    };
    expect(await ended(() => new Heffl({ apiKey: "test-key", fetch }).tasks.create(TITLE))).toMatchObject({
      outcome: unknown,
    });
  });

  test.each<[string, [string, string][]]>([
    ["values beyond Latin-1", [["x-who", "Łukasz"]]],
    ["values with line breaks", [["x-who", "a\r\nb"]]],
    ["values with NUL", [["x-who", "a\0b"]]],
    ["HTTP/2's own names", [[":status", "200"]]],
    [
      "names that HTTP doesn't know",
      [
        ["x who", "a"],
        ["", "b"],
        ["Ł", "c"],
      ],
    ],
    [
      "values that are no strings",
      [
        ["x-a", 7 as never],
        ["x-b", null as never],
        ["x-c", undefined as never],
        ["x-d", Symbol("odd") as never],
        ["x-e", revoked() as never],
      ],
    ],
  ])("headers with %s don't hide a task, nor an error", async (_, headers) => {
    const odd = {
      get: (name: string) =>
        name === "content-type" ? "application/json" : (headers.find((entry) => entry[0] === name)?.[1] ?? null),
      forEach: (each: (value: string, name: string) => void) => {
        for (const [name, value] of headers) each(value, name);
      },
    };
    for (const middleware of [false, true]) {
      const at = (status: number, text: string) => {
        const heffl = new Heffl({
          apiKey: "test-key",
          fetch: async () => ({ status, headers: odd, text: async () => text }),
        });
        if (middleware) heffl.api.use({ onRequest: () => undefined });
        return heffl;
      };
      expect(await at(200, BODY).tasks.create(TITLE)).toMatchObject({ id: "tsk_1" });
      expect((await at(200, BODY).tasks.createWithResponse(TITLE)).response.status).toBe(200);
      expect(await ended(() => at(500, "{}").tasks.create(TITLE))).toMatchObject({ outcome: unknown, status: 500 });
      expect(await ended(() => at(200, "{}").tasks.create(TITLE))).toMatchObject({ outcome: unknown, status: 200 });
      expect((await at(200, BODY).api.POST("/tasks", { body: TITLE })).data).toMatchObject({ id: "tsk_1" });
    }
  });

  test("a task is returned although the answer's headers throw", async () => {
    const headers = {
      get: () => null,
      forEach: () => {
        throw new Error("odd");
      },
    };
    const heffl = new Heffl({
      apiKey: "test-key",
      fetch: async () => ({ status: 200, headers, text: async () => BODY }),
    });
    expect((await heffl.tasks.createWithResponse(TITLE)).task).toMatchObject({ id: "tsk_1" });
  });

  test("the undici transport passes on a header in UTF-8, and the task", async () => {
    const server = await startRawServer((socket, count) => {
      const body = count === 1 ? BODY : '{"error":{"code":"FORBIDDEN","message":"no"}}';
      const status = count === 1 ? "200 OK" : "403 Forbidden";
      socket.write(
        Buffer.from(
          `HTTP/1.1 ${status}\r\nX-Who: Łukasz\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
          "utf8",
        ),
      );
    });
    const fetch = undiciTransport();
    onTestFinished(() => fetch.destroy());
    const heffl = new Heffl({ apiKey: "test-key", baseUrl: server.url, fetch });
    expect((await heffl.tasks.createWithResponse(TITLE)).response.headers.get("x-who")).toBeTruthy();
    expect(await ended(() => heffl.tasks.create(TITLE))).toMatchObject({ outcome: "not_created", code: "FORBIDDEN" });
  });
});

describe("a failing logger doesn't change a call's result", () => {
  const LOGGERS: [string, (...args: unknown[]) => unknown][] = [
    [
      "throws",
      () => {
        throw new Error("odd");
      },
    ],
    ["rejects", () => Promise.reject(new Error("odd"))],
    [
      "gives a thenable that throws",
      () => ({
        // biome-ignore lint/suspicious/noThenProperty: it is what is tried
        then() {
          throw new Error("odd");
        },
      }),
    ],
    [
      "gives a thenable that rejects later",
      // biome-ignore lint/suspicious/noThenProperty: it is what is tried
      () => ({ then: (_: unknown, reject: (error: Error) => void) => setImmediate(() => reject?.(new Error("odd"))) }),
    ],
    [
      "gives a getter that throws",
      () =>
        // biome-ignore lint/suspicious/noThenProperty: it is what is tried
        Object.defineProperty({}, "then", {
          get: () => {
            throw new Error("odd");
          },
        }),
    ],
    ["never ends", () => new Promise(() => {})],
  ];

  test.each(LOGGERS)("that %s", async (_, log) => {
    const unhandled = vi.fn();
    process.on("unhandledRejection", unhandled);
    onTestFinished(() => void process.off("unhandledRejection", unhandled));
    const logger = { debug: log, info: log, warn: log, error: log } as Logger;
    const answers = [
      new Response("", { status: 429, headers: { "retry-after": "0" } }),
      new Response(BODY, { headers: JSON_TYPE }),
      new Response("", { status: 500 }),
    ];
    const heffl = new Heffl({
      apiKey: "test-key",
      fetch: async () => answers.shift() as Response,
      logger,
      maxRetryDelayMs: 1,
    });
    expect(await heffl.tasks.create(TITLE)).toMatchObject({ id: "tsk_1" });
    expect(await ended(() => heffl.tasks.create(TITLE))).toMatchObject({ outcome: "unknown" });
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(unhandled).not.toHaveBeenCalled();
  });
});
