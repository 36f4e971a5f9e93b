import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { Heffl, type HefflError, isHefflError } from "../../src/index.ts";
import { undiciTransport } from "../../src/undici.ts";
import { rejection, startServer } from "../support/server.ts";

/** Every object has this property until the test has finished. */
function pollute(name: string, value: unknown): void {
  Object.defineProperty(Object.prototype, name, { value, configurable: true, writable: true });
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
    ["key-that-nobody-reads", "evil"],
  ];
  const ways = ["fetch", "undici", "middleware"] as const;

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
      expect(server.received[0]).toMatchObject({ body: '{"title":"t"}', headers: { "x-api-key": "test-key" } });
      expect(server.received[0]?.headers["x-evil"]).toBeUndefined();
    },
  );

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

describe("properties of Object.prototype prove nothing", () => {
  const answered = (status: number, body: string) =>
    new Heffl({
      apiKey: "test-key",
      maxRetries: 0,
      fetch: async () => new Response(body, { status, headers: { "content-type": "application/json" } }),
    });

  test.each(["{}", '{"title":"t"}', '{"data":{}}'])("that a task was made: id, over %s", async (body) => {
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

  test("what an answer without body or text holds", async () => {
    const fetch = async () => ({ status: 200, headers: new Headers({ "content-type": "application/json" }) });
    const heffl = new Heffl({ apiKey: "test-key", fetch });
    pollute("text", async () => '{"id":"tsk_evil"}');
    expect(await rejection(heffl.tasks.create({ title: "t" }))).toMatchObject({ outcome: "unknown" });
  });

  test.each<[string, unknown]>([["headers", { get: () => null, forEach: () => {} }]])(
    "what a transport that gives nothing holds: %s",
    async (name, value) => {
      const heffl = new Heffl({ apiKey: "test-key", fetch: async () => ({}) as never });
      pollute(name, value);
      expect(await rejection(heffl.tasks.create({ title: "t" }))).toMatchObject({ outcome: "unknown" });
    },
  );
});
