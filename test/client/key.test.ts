// cspell:ignore EOWN
import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { Heffl, HefflConfigurationError, type HefflError, type Logger } from "../../src/index.ts";
import { type Reply, rejection, startServer } from "../support/server.ts";

const KEY = 'sk/"live"+1234';

/** Everything that a person or a log could see of a value. */
function visible(value: unknown): string {
  const shown = [inspect(value, { depth: 20, showHidden: true, getters: true }), JSON.stringify(value), String(value)];
  for (let error = value as Error | undefined; error instanceof Error; error = error.cause as Error | undefined)
    shown.push(error.message, error.stack ?? "", inspect(Object.getOwnPropertyDescriptors(error), { depth: 20 }));
  return shown.join("\n");
}

const forms = [KEY, JSON.stringify(KEY).slice(1, -1), encodeURIComponent(KEY), encodeURI(KEY)];
function expectNoKey(value: unknown): void {
  const text = visible(value);
  for (const form of forms) expect(text).not.toContain(form);
}

function recordingLogger(): Logger & { lines: unknown[][] } {
  const lines: unknown[][] = [];
  const log = (...args: unknown[]) => void lines.push(args);
  return { lines, debug: log, info: log, warn: log, error: log };
}

describe("the key isn't shown", () => {
  test("by a client", async () => {
    expectNoKey(new Heffl({ apiKey: KEY }));
    expectNoKey(new Heffl({ apiKey: () => KEY }));
  });

  test("by a preview", () => {
    const preview = new Heffl({ apiKey: KEY }).tasks.preview({ title: "t" });
    expectNoKey(preview);
    expect(preview.headers["x-api-key"]).toBe("[redacted]");
    expect(preview.curl).toContain('"x-api-key: $HEFFL_API_KEY"');
  });

  test.each<[string, Reply]>([
    [
      "a refusal that echoes it",
      {
        status: 401,
        headers: { "x-request-id": KEY, "x-echo": KEY },
        body: {
          error: {
            code: "UNAUTHORIZED",
            message: `Bad key ${KEY}`,
            details: { issues: [{ field: KEY, message: KEY }] },
          },
        },
      },
    ],
    [
      "a page that echoes it",
      {
        status: 502,
        headers: { "content-type": "text/html" },
        body: `<a href="?key=${encodeURIComponent(KEY)}">${KEY}</a>`,
      },
    ],
    ["a 200 that echoes it and isn't a task", { body: { key: KEY } }],
    [
      "a body that breaks off after it",
      (response) =>
        void response
          .writeHead(200, { "content-type": "application/json", "content-length": "900" })
          .write(JSON.stringify({ key: KEY }), () => response.destroy()),
    ],
    ["a lost connection", (response) => void response.destroy()],
    ["a redirect to it", { status: 302, headers: { location: `https://example.com/?${KEY}` } }],
  ])("by the error or the log after %s", async (_, reply) => {
    const server = await startServer(reply);
    const logger = recordingLogger();
    const error = await rejection<HefflError>(
      new Heffl({ apiKey: KEY, baseUrl: server.url, logger }).tasks.create({ title: "t" }),
    );
    expect(error.outcome).toBeDefined();
    expectNoKey(error);
    expectNoKey(logger.lines);
    expect(logger.lines).toHaveLength(1);
  });

  test("by the error after a transport's error that contains the whole request", async () => {
    const transport = async (_url: string, init: RequestInit): Promise<Response> => {
      const cause = Object.assign(new Error(`sending ${JSON.stringify(init.headers)} failed`), {
        request: init,
        code: "EOWN",
      });
      throw new TypeError("fetch failed", { cause });
    };
    const error = await rejection(new Heffl({ apiKey: KEY, fetch: transport }).tasks.create({ title: "t" }));
    expectNoKey(error);
    expect(error).toMatchObject({ outcome: "unknown", cause: { message: "fetch failed" } });
  });

  test("by the error about a key that can't be sent", async () => {
    const bad = `${KEY}\r\nx-evil: 1`;
    expectNoKey(await rejection(Promise.resolve().then(() => new Heffl({ apiKey: bad }))));
    expectNoKey(await rejection(new Heffl({ apiKey: () => bad }).tasks.create({ title: "t" })));
  });
});

describe("the key goes to its own origin only", () => {
  test("not to another origin that a middleware chose", async () => {
    const elsewhere = await startServer();
    const server = await startServer();
    const client = new Heffl({ apiKey: KEY, baseUrl: server.url });
    client.api.use({ onRequest: ({ request }) => new Request(`${elsewhere.url}/tasks`, request) });
    await expect(client.tasks.create({ title: "t" })).rejects.toThrow(/API key is only for http:\/\/127\.0\.0\.1:\d+/);
    expect(elsewhere.received).toEqual([]);
    expect(server.received).toEqual([]);
  });

  test("not to another origin through a call's own baseUrl or fetch", async () => {
    const elsewhere = await startServer();
    const server = await startServer();
    const client = new Heffl({ apiKey: KEY, baseUrl: server.url });
    const call = client.api.POST("/tasks", { body: { title: "t" }, baseUrl: elsewhere.url });
    await expect(call).rejects.toThrow(HefflConfigurationError);
    await client.api.POST("/tasks", {
      body: { title: "t" },
      baseUrl: elsewhere.url,
      fetch: (request) => fetch(request),
    });
    expect(elsewhere.received).toHaveLength(1);
    expect(elsewhere.received[0]?.headers["x-api-key"]).toBeUndefined();
  });

  test("and middleware can neither see nor replace it", async () => {
    const server = await startServer();
    const client = new Heffl({ apiKey: KEY, baseUrl: server.url });
    let seen = "";
    client.api.use({
      onRequest({ request }) {
        seen = JSON.stringify([...request.headers]);
        request.headers.set("x-api-key", "another");
      },
    });
    await client.tasks.create({ title: "t" });
    expect(seen).not.toContain("x-api-key");
    expect(server.received[0]?.headers["x-api-key"]).toBe(KEY);
  });

  test("header options can't replace it", async () => {
    expect(() => new Heffl({ apiKey: KEY, headers: { "X-API-Key": "another" } })).toThrow(/Pass the key as apiKey/);
    const call = new Heffl({ apiKey: KEY }).tasks.create({ title: "t" }, { headers: { "x-api-key": "another" } });
    await expect(call).rejects.toThrow(HefflConfigurationError);
  });
});

test("a key function that fails ends the call before anything is sent", async () => {
  const server = await startServer();
  const cause = new Error("vault closed");
  const client = new Heffl({ apiKey: () => Promise.reject(cause), baseUrl: server.url });
  await expect(client.tasks.create({ title: "t" })).rejects.toMatchObject({ outcome: "not_created", cause });
  expect(server.received).toEqual([]);
});
