import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { environment } from "../../src/config/environment.ts";
import { Heffl, type HefflError, isHefflError } from "../../src/index.ts";
import { undiciTransport } from "../../src/undici.ts";
import { rejection, startServer } from "../support/server.ts";

/** Every object has this property until the test has finished. */
function pollute(name: string, value: unknown, enumerable = false): void {
  Object.defineProperty(Object.prototype, name, { value, enumerable, configurable: true, writable: true });
  onTestFinished(() => void Reflect.deleteProperty(Object.prototype, name));
}

describe("properties of Object.prototype aren't options", () => {
  const evil = () => {
    throw new Error("It was called.");
  };
  const POLLUTED: [string, unknown][] = [
    ["apiKey", "stolen-key"],
    ["baseUrl", "http://127.0.0.1:1"],
    ["fetch", evil],
    ["headers", { "x-evil": "1" }],
    ["timeoutMs", -1],
    ["maxRetries", -1],
    ["maxRetryDelayMs", -1],
    ["retryUnknown", true],
    ["logger", { debug: evil, info: evil, warn: evil, error: evil }],
    ["validateRequests", false],
    ["dangerouslyAllowBrowser", true],
    ["totalTimeoutMs", 1],
    // a task's own
    ["title", "evil"],
    ["tagIds", ["evil"]],
    ["cf_evil", "evil"],
    // openapi-fetch's own
    ["Request", evil],
    ["querySerializer", evil],
    ["bodySerializer", evil],
    ["pathSerializer", evil],
    ["requestInitExt", { evil: true }],
    ["params", { path: { id: "evil" }, query: { evil: "1" } }],
    ["parseAs", "evil"],
    ["middleware", [{ onRequest: evil }]],
    // fetch's and undici's own
    ["method", "DELETE"],
    ["redirect", "follow"],
    ["path", { id: "evil" }],
    ["header", { "x-evil": "1" }],
    ["cookie", { evil: "1" }],
    ["upgrade", "evil"],
    ["servername", "evil.example"],
    ["throwOnError", true],
    ["maxRedirections", 5],
    ["typeOfService", "evil"],
    ["localAddress", "127.0.0.9"],
    ["interceptors", { Client: [evil], Pool: [evil] }],
    ["headersTimeout", 1],
    ["expectContinue", true],
    ["reset", true],
    ["keepalive", false],
    ["credentials", "omit"],
    ["key-that-nobody-reads", "evil"],
  ];
  /** Node's own `fetch` and its dispatcher read these from `Object.prototype` themselves. The undici transport doesn't. */
  const READ_BY_NODE: [string, unknown][] = [
    ["body", "evil"],
    ["dispatcher", { dispatch: evil }],
    ["window", "evil"],
    ["referrer", "evil"],
    ["integrity", "sha256-evil"],
    ["duplex", "evil"],
    ["query", { evil: "1" }],
    ["connections", -1],
    ["factory", evil],
    ["socketPath", "/nowhere/evil.sock"],
    ["httpSocket", { evil: true }],
  ];
  /** And these are read below undici too, or by undici itself. */
  const READ_BELOW: [string, unknown][] = [
    ["signal", AbortSignal.abort()],
    ["maxHeaderSize", 1],
    ["maxResponseSize", 1],
  ];
  const ways = ["fetch", "undici", "middleware"] as const;

  test.each<[string, unknown]>([
    ["baseUrl", "http://127.0.0.1:1"],
    ["bodySerializer", evil],
    ["fetch", evil],
    ["headers", { "x-evil": "1" }],
    ["method", "DELETE"],
    ["middleware", [{ onRequest: evil }]],
    ["params", { query: { evil: "1" }, header: { "x-evil": "1" } }],
    ["parseAs", "evil"],
    ["pathSerializer", evil],
    ["querySerializer", evil],
    ["Request", evil],
    ["requestInitExt", { evil: true }],
  ])("%s, in heffl.api", async (name, value) => {
    const server = await startServer();
    pollute(name, value);
    const { api } = new Heffl({ apiKey: "test-key", baseUrl: server.url });
    expect((await api.POST("/tasks", { body: { title: "t" } })).data).toMatchObject({ id: "tsk_1" });
    expect((await api.GET("/tasks")).response.status).toBe(200);
    expect((await api.GET("/tasks/{id}", { params: { path: { id: "tsk_1" } } })).response.status).toBe(200);
    expect(server.received).toMatchObject([
      { method: "POST", path: "/tasks", body: '{"title":"t"}', headers: { "x-api-key": "test-key" } },
      { method: "GET", path: "/tasks", body: "", headers: { "x-api-key": "test-key" } },
      { method: "GET", path: "/tasks/tsk_1", body: "", headers: { "x-api-key": "test-key" } },
    ]);
    for (const { headers } of server.received) expect(headers).not.toHaveProperty("x-evil");
  });

  test.each(READ_BY_NODE)("%s, over undici", async (name, value) => {
    const server = await startServer();
    const transport = undiciTransport();
    onTestFinished(() => transport.destroy());
    pollute(name, value);
    expect(
      await new Heffl({ apiKey: "test-key", baseUrl: server.url, fetch: transport }).tasks.create({ title: "t" }),
    ).toMatchObject({ id: "tsk_1" });
    expect(server.received).toMatchObject([
      { path: "/tasks", body: '{"title":"t"}', headers: { "x-api-key": "test-key" } },
    ]);
  });

  test.each(
    [...READ_BY_NODE, ...READ_BELOW].flatMap(([name, value]) => ways.map((way) => [name, way, value] as const)),
  )(
    "and if the runtime reads them all the same, the reported outcome is true: %s, over %s",
    async (name, way, value) => {
      const server = await startServer();
      pollute(name, value);
      const transport = way === "undici" ? undiciTransport() : undefined;
      onTestFinished(async () => transport?.destroy());
      // An origin of its own: Node's dispatcher keeps what it made here, and a later test can be given the same port.
      const baseUrl = server.url.replace("127.0.0.1", "localhost");
      const heffl = new Heffl({ apiKey: "test-key", baseUrl, fetch: transport, maxRetries: 0 });
      if (way === "middleware") heffl.api.use({ onRequest: () => undefined });
      const told = await heffl.tasks.create({ title: "t" }).then(
        ({ id }) => id,
        (error: HefflError) => isHefflError(error) && error.outcome,
      );
      expect(["tsk_1", "not_created", "unknown"]).toContain(told);
      if (told === "not_created") expect(server.received).toEqual([]);
      for (const request of server.received)
        expect(request).toMatchObject({ body: '{"title":"t"}', headers: { "x-api-key": "test-key" } });
    },
  );

  test.each(POLLUTED.flatMap(([name, value]) => ways.map((way) => [name, way, value] as const)))(
    "%s, over %s",
    async (name, way, value) => {
      const server = await startServer();
      pollute(name, value);
      const transport = way === "undici" ? undiciTransport() : undefined;
      onTestFinished(async () => transport?.destroy());
      const heffl = new Heffl({ apiKey: "test-key", baseUrl: server.url, ...(transport && { fetch: transport }) });
      if (way === "middleware") heffl.api.use({ onRequest: () => undefined });
      expect(await heffl.tasks.create({ title: "t" })).toMatchObject({ id: "tsk_1" });
      expect(server.received).toHaveLength(1);
      expect(server.received[0]).toMatchObject({
        path: "/tasks",
        body: '{"title":"t"}',
        headers: { "x-api-key": "test-key" },
      });
      expect(server.received[0]?.headers["x-evil"]).toBeUndefined();
    },
  );

  test("and no fields of a task", async () => {
    const server = await startServer();
    const options = { apiKey: "test-key", baseUrl: server.url };
    pollute("title", "evil");
    pollute("cf_evil", "evil");
    pollute("tagIds", ["evil"]);
    const task = { description: "d" } as never;
    expect(await rejection(new Heffl(options).tasks.create(task))).toMatchObject({
      name: "HefflValidationError",
      issues: [{ field: "title", message: "Required." }],
    });
    expect(server.received).toEqual([]);
    await new Heffl({ ...options, validateRequests: false }).tasks.create(task);
    expect(server.received).toMatchObject([{ body: '{"description":"d"}' }]);
  });

  test("nor are enumerable ones unknown fields of a task", async () => {
    const server = await startServer();
    pollute("evil", "evil", true);
    const heffl = new Heffl({ apiKey: "test-key", baseUrl: server.url, fetch: undiciTransport() });
    expect(await heffl.tasks.create({ title: "t", cf_a: { b: 1 } })).toMatchObject({ id: "tsk_1" });
    expect(server.received).toMatchObject([{ body: '{"title":"t","cf_a":{"b":1}}' }]);
  });

  test("nor is one the body of a request without a body over undici", async () => {
    const server = await startServer();
    const transport = undiciTransport();
    onTestFinished(() => transport.destroy());
    pollute("body", "evil");
    await transport(`${server.url}/tasks`, { method: "POST", headers: {} });
    expect(server.received).toMatchObject([{ path: "/tasks", body: "" }]);
  });

  test.each([
    ["HEFFL_BASE_URL", "https://evil.example"],
    ["HEFFL_API_KEY", "stolen-key"],
    ["HEFFL_LOG", "loud"],
    ["NO_PROXY", "*"],
  ])("nor are they variables of the environment: %s", async (name, value) => {
    const fetch = vi.fn(async () => Response.json({ id: "tsk_1" }));
    vi.stubEnv(name, undefined);
    onTestFinished(() => void vi.unstubAllEnvs());
    pollute(name, value);
    await new Heffl({ apiKey: "test-key", fetch }).tasks.create({ title: "t" });
    expect(fetch).toHaveBeenCalledWith("https://api.heffl.com/api/v2/tasks", expect.anything());
    expect(environment(name)).toBeUndefined();
  });

  test("and the key isn't sent elsewhere", async () => {
    const seen: unknown[] = [];
    const elsewhere = createServer(({ headers }, response) => {
      seen.push(headers["x-api-key"]);
      response.end();
    });
    await new Promise<void>((resolve) => elsewhere.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void elsewhere.close());
    const url = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`;
    vi.stubEnv("HEFFL_API_KEY", "secret-key");
    vi.stubEnv("HEFFL_BASE_URL", "https://nowhere.invalid");
    onTestFinished(() => void vi.unstubAllEnvs());
    pollute("baseUrl", url);
    expect(await rejection(new Heffl({ maxRetries: 0 }).tasks.create({ title: "t" }))).toMatchObject({
      outcome: "not_created",
    });
    expect(seen).toEqual([]);
  });
});

describe("properties of Object.prototype don't prove", () => {
  const answered = (status: number, body: string) =>
    new Heffl({
      apiKey: "test-key",
      maxRetries: 0,
      fetch: async () => new Response(body, { status, headers: { "content-type": "application/json" } }),
    });

  test.each(["{}", '{"title":"t"}', '{"data":{}}'])("that a task was created: id, over %s", async (body) => {
    const heffl = answered(200, body);
    pollute("id", "tsk_evil");
    expect(await rejection(heffl.tasks.create({ title: "t" }))).toMatchObject({ outcome: "unknown" });
  });

  test.each<[string, unknown, string]>([
    ["error", { code: "FORBIDDEN", message: "no" }, "{}"],
    ["code", "FORBIDDEN", '{"error":{"message":"no"}}'],
    ["message", "no", '{"error":{"code":"FORBIDDEN"}}'],
  ])("that Heffl refused: %s", async (name, value, body) => {
    const heffl = answered(400, body);
    pollute(name, value);
    expect(await rejection(heffl.tasks.create({ title: "t" }))).toMatchObject({ outcome: "unknown" });
  });

  test.each<[string, unknown]>([
    ["error", "evil"],
    ["errors", ["evil"]],
    ["success", false],
  ])("that an answer is an error: %s", async (name, value) => {
    const heffl = answered(200, '{"id":"tsk_1","title":"t"}');
    pollute(name, value);
    expect(await heffl.tasks.create({ title: "t" })).toMatchObject({ id: "tsk_1" });
  });

  test.each<[string, unknown]>([
    ["details", { issues: [{ message: "evil" }] }],
    ["issues", [{ message: "evil" }]],
    ["field", "evil"],
  ])("what is wrong with a task: %s", async (name, value) => {
    const heffl = answered(
      400,
      '{"error":{"code":"BAD_REQUEST","message":"no","details":{"issues":[{"message":"bad"}]}}}',
    );
    const without = answered(400, '{"error":{"code":"BAD_REQUEST","message":"no"}}');
    pollute(name, value);
    for (const client of [heffl, without]) {
      const error = await rejection<HefflError>(client.tasks.create({ title: "t" }));
      expect(JSON.stringify((error as unknown as { issues: unknown }).issues)).not.toContain("evil");
      expect(error.message).not.toContain("evil");
    }
  });

  test("that a value is an error of this package", () => {
    pollute(Symbol.for("heffl-client.error") as never, ["HefflError"]);
    expect(isHefflError({})).toBe(false);
    expect(isHefflError(new Error("no"))).toBe(false);
  });

  test("what an answer without body or text contains", async () => {
    const fetch = async () => ({ status: 200, headers: new Headers({ "content-type": "application/json" }) });
    const heffl = new Heffl({ apiKey: "test-key", fetch });
    pollute("text", async () => '{"id":"tsk_evil"}');
    expect(await rejection(heffl.tasks.create({ title: "t" }))).toMatchObject({ outcome: "unknown" });
  });

  const lost = Object.assign(new Error("lost"), { code: "ECONNRESET" });
  test.each<[string, Record<string, unknown>, Error | undefined]>([
    ["a system call", { syscall: "connect" }, lost],
    ["a code and a system call", { syscall: "connect", code: "ECONNREFUSED" }, new Error("lost")],
    ["undici's code", { code: "UND_ERR_CONNECT_TIMEOUT" }, new Error("lost")],
    ["a certificate's code", { code: "CERT_HAS_EXPIRED" }, new Error("lost")],
    ["errors", { errors: [{ code: "ECONNREFUSED", syscall: "connect" }] }, lost],
    ["a cause", { cause: { code: "ECONNREFUSED", syscall: "connect" } }, undefined],
    ["an outcome", { outcome: "not_created", kind: "HefflConnectionError" }, new Error("lost")],
  ])("that a request was never sent: %s", async (_, names, cause) => {
    const fetch = async () => {
      throw Object.assign(new TypeError("fetch failed"), cause && { cause });
    };
    const heffl = new Heffl({ apiKey: "test-key", fetch, maxRetries: 0 });
    for (const [name, value] of Object.entries(names)) pollute(name, value);
    expect(await rejection(heffl.tasks.create({ title: "t" }))).toMatchObject({ outcome: "unknown" });
  });

  test.each<[string, unknown]>([["headers", { get: () => null, forEach: () => {} }]])(
    "what an empty answer of a transport contains: %s",
    async (name, value) => {
      const heffl = new Heffl({ apiKey: "test-key", fetch: async () => ({}) as never });
      pollute(name, value);
      expect(await rejection(heffl.tasks.create({ title: "t" }))).toMatchObject({ outcome: "unknown" });
    },
  );
});
