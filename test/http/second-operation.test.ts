// cspell:ignore creat
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  HefflAbortError,
  HefflApiError,
  HefflConfigurationError,
  HefflConnectionError,
  HefflError,
  type HefflOptions,
  HefflResponseError,
  HefflTimeoutError,
  type RequestOptions,
} from "../../src/index.ts";
import { undiciTransport } from "../../src/undici.ts";
import { heffl, type Reply, refusingUrl, rejection, startServer } from "../support/server.ts";
import { ThingsClient } from "./things/things.ts";

const KEY = "sk_test_Zq7-unmistakable";
const THING = { id: "thg_1", name: "Lamp" };
const at = (baseUrl: string, options: HefflOptions = {}) =>
  new ThingsClient({ apiKey: KEY, baseUrl, maxRetryDelayMs: 0, ...options });

test("an operation that only reads is sent without a body, and gives what its answer holds", async () => {
  const server = await startServer({ body: THING });
  expect(await at(server.url).get("thg_1")).toEqual(THING);
  const [received] = server.received;
  expect(received).toMatchObject({ method: "GET", path: "/things/thg_1", body: "", headers: { "x-api-key": KEY } });
  expect(received?.headers).not.toHaveProperty("content-type");
  expect(received?.headers).not.toHaveProperty("content-length");
});

describe("a read is sent again, since that does no harm,", () => {
  const CASES: [string, Reply][] = [
    ["a lost connection", (response) => response.destroy()],
    ["a body that broke off", (response) => response.writeHead(200).write("{", () => response.destroy())],
    ["no answer in time", () => {}],
    ["429", { status: 429, body: heffl("TOO_MANY_REQUESTS") }],
    ["500", { status: 500, body: heffl("INTERNAL_SERVER_ERROR") }],
    ["503 that a proxy made", { status: 503, body: "<html>" }],
  ];
  test.each(CASES)("after %s", async (_, reply) => {
    const server = await startServer(reply, { body: THING });
    expect(await at(server.url, { timeoutMs: 500, maxRetries: 1 }).get("thg_1")).toEqual(THING);
    expect(server.received).toHaveLength(2);
  });

  test("over openapi-fetch's own client too", async () => {
    const server = await startServer({ status: 500 }, { body: THING });
    const { data } = await at(server.url).api.GET("/things/{id}", { params: { path: { id: "thg_1" } } });
    expect(data).toEqual(THING);
    expect(server.received).toHaveLength(2);
  });

  test("but not after a refusal or a redirect, nor more often than maxRetries", async () => {
    for (const status of [301, 400, 401, 404, 409]) {
      const server = await startServer({ status, body: heffl("NOT_FOUND") }, { body: THING });
      await rejection(at(server.url).get("thg_1"));
      expect(server.received).toHaveLength(1);
    }
    const server = await startServer({ status: 500 }, { status: 500 }, { body: THING });
    await rejection(at(server.url, { maxRetries: 1 }).get("thg_1"));
    expect(server.received).toHaveLength(2);
  });
});

describe("no error of a read has an outcome or says anything of a task:", () => {
  type Failing = () => Promise<[Promise<unknown>, new (...args: never) => HefflError]>;
  const over = async (reply: Reply, options?: HefflOptions) => {
    const { url } = await startServer(reply);
    return at(url, { maxRetries: 0, ...options }).get("thg_1");
  };
  const nowhere = (options: HefflOptions = {}, given?: RequestOptions) =>
    at("http://127.0.0.1:1", { maxRetries: 0, ...options }).get("thg_1", given);
  const CASES: Record<string, Failing> = {
    "404": async () => [over({ status: 404, body: heffl("NOT_FOUND", "No such thing.") }), HefflApiError],
    "500": async () => [over({ status: 500, body: heffl("INTERNAL_SERVER_ERROR") }), HefflApiError],
    "429 with a wait that is too long": async () => [
      over({ status: 429, headers: { "retry-after": "9" } }, { maxRetries: 1 }),
      HefflApiError,
    ],
    "a page": async () => [over({ headers: { "content-type": "text/html" }, body: "<html>" }), HefflResponseError],
    "an answer without a thing": async () => [over({ body: [] }), HefflResponseError],
    "a refused connection": async () => [at(await refusingUrl(), { maxRetries: 0 }).get("thg_1"), HefflConnectionError],
    "a lost connection": async () => [over((response) => response.destroy()), HefflConnectionError],
    "a timeout": async () => [over(() => {}, { timeoutMs: 20 }), HefflTimeoutError],
    "the end of the total time": async () => [over(() => {}, { totalTimeoutMs: 20 }), HefflTimeoutError],
    "an abort": async () => [nowhere({}, { signal: AbortSignal.abort() }), HefflAbortError],
    "a wrong option of the call": async () => [nowhere({}, { timeoutMs: 0 }), HefflConfigurationError],
    "a wrong header of the call": async () => [nowhere({}, { headers: { "x-api-key": "k" } }), HefflConfigurationError],
    "a signal that isn't one": async () => [nowhere({}, { signal: {} as AbortSignal }), HefflConfigurationError],
    "a key function that fails": async () => [
      nowhere({ apiKey: () => Promise.reject(new Error("vault")) }),
      HefflConfigurationError,
    ],
    "a key that can't be sent": async () => [nowhere({ apiKey: () => "" }), HefflConfigurationError],
    "a transport that is closed": async () => {
      const transport = undiciTransport();
      await transport.close();
      return [nowhere({ fetch: transport }), HefflConfigurationError];
    },
    "a path parameter that can't be sent": async () => [at("http://127.0.0.1:1").get(".."), HefflConfigurationError],
    "the same through openapi-fetch's own client": async () => [
      at("http://127.0.0.1:1").api.GET("/things/{id}", { params: { path: { id: ".." } } }),
      HefflConfigurationError,
    ],
    "another origin": async () => [
      at("http://127.0.0.1:1").api.GET("/things/{id}", {
        params: { path: { id: "a" } },
        baseUrl: "http://127.0.0.1:2",
      }),
      HefflConfigurationError,
    ],
    "a middleware that fails": async () => {
      const client = at("http://127.0.0.1:1");
      client.api.use({ onRequest: () => Promise.reject(new Error("mine")) });
      return [client.get("thg_1"), HefflError];
    },
    "a middleware that refuses in the API's place": async () => {
      const client = at("http://127.0.0.1:1");
      client.api.use({ onRequest: () => new Response("", { status: 503 }) });
      return [client.get("thg_1"), HefflApiError];
    },
  };
  test.each(Object.keys(CASES))("%s", async (name) => {
    const [call, type] = (await CASES[name]?.()) ?? [];
    const error = await rejection<HefflError>(call as Promise<unknown>);
    expect(error).toBeInstanceOf(type);
    expect(error).toHaveProperty("outcome", undefined);
    expect(error).not.toHaveProperty("taskId");
    expect(error.message).not.toMatch(/creat|task/i);
    expect(error.message).toMatch(/\.$/);
  });
});

test("a log line of a read says how it ended, and nothing of an outcome", async () => {
  const server = await startServer({ body: THING }, { status: 404, body: heffl("NOT_FOUND") });
  const lines: string[] = [];
  const note = (level: string) => (line: string) => void lines.push(`${level} ${line.replace(/\d+ ms/, "0 ms")}`);
  const logger = { debug: note("debug"), info: note("info"), warn: note("warn"), error: note("error") };
  const client = at(server.url, { logger });
  await client.get("thg_1");
  await rejection(client.get("thg_2"));
  expect(lines).toEqual([
    `info heffl: GET ${server.url}/things/thg_1 attempt 1: 200 in 0 ms`,
    `error heffl: GET ${server.url}/things/thg_2 attempt 1: 404 in 0 ms; no retry (settled)`,
  ]);
});

describe("a path parameter can't leave its place:", () => {
  const REFUSED = ["", " ", "\t", ".", "..", " .. ", "/", "a/b", "../tasks", "..\\tasks", "\\", "a\nb", "a\0"];
  const ENCODED = ["%2e%2e", ".%2E", "%2F", "..%2f..%2Ftasks", "%252e%252e", "%5c", "%00", "%c0%ae"];
  const NOT_TEXT = [undefined, null, {}, [], ["a"], true, Symbol("a"), () => "a"];
  test.each([...REFUSED, ...ENCODED, "\ud800", ...NOT_TEXT])("%o is refused, and nothing is sent", async (id) => {
    const server = await startServer();
    const client = at(server.url);
    for (const call of [
      client.get(id as string),
      client.api.GET("/things/{id}", { params: { path: { id: id as string } } }),
    ]) {
      const error = await rejection(call);
      expect(error).toBeInstanceOf(HefflConfigurationError);
      expect(error.message).toMatch(/^Nothing was sent: the path parameter id must /);
    }
    expect(server.received).toEqual([]);
  });

  test("everything else arrives as one part of the path, and decodes to what was given", async () => {
    const server = await startServer();
    const client = at(server.url);
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 }), async (id) => {
        const before = server.received.length;
        await client.get(id).catch(() => {});
        const path = server.received[before]?.path;
        if (path === undefined) return; // refused
        expect(path).toMatch(/^\/things\/[^/?#]+$/);
        expect(decodeURIComponent(path.slice("/things/".length))).toBe(id);
      }),
      { numRuns: 300, examples: [["a?b=c#d"], ["$&"], ["a;b"], ["ä ö"], ["..."], ["a..b"], ["100%"]] },
    );
  });
});
