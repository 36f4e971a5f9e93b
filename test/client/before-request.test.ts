import { describe, expect, test, vi } from "vitest";
import { Heffl, HefflConfigurationError, type HefflError, type HefflOptions } from "../../src/index.ts";
import { heffl, rejection, startServer, TASK } from "../support/server.ts";
import { lost, startTaskServer } from "../support/task-server.ts";

const at = (baseUrl: string, options: HefflOptions<`cf_${string}`>) =>
  new Heffl({ apiKey: "test-key", baseUrl, maxRetryDelayMs: 0, ...options });

describe("beforeRequest", () => {
  test("is awaited before each attempt, and the function that it returns is called when the attempt has ended", async () => {
    const server = await startServer({ status: 429, body: heffl("TOO_MANY_REQUESTS") });
    const events: string[] = [];
    const beforeRequest: HefflOptions<`cf_${string}`>["beforeRequest"] = async ({ method, url }) => {
      events.push(`${method} ${url} after ${server.received.length}`);
      return () => events.push(`ended after ${server.received.length}`);
    };
    await at(server.url, { beforeRequest }).tasks.create({ title: "t" });
    const url = `${server.url}/tasks`;
    expect(events).toEqual([`POST ${url} after 0`, "ended after 1", `POST ${url} after 1`, "ended after 2"]);
  });

  test("is called for lookups too, and may return nothing", async () => {
    const server = await startTaskServer({ creates: [{ reply: lost }] });
    const methods: string[] = [];
    const beforeRequest: HefflOptions<`cf_${string}`>["beforeRequest"] = ({ method }) => void methods.push(method);
    await at(server.url, { beforeRequest, idempotencyField: "cf_key", lookupMs: 300 }).tasks.create({ title: "t" });
    expect(methods).toEqual(["POST", "GET"]);
  });

  test("isn't waited for by a call whose time is over: nothing is sent, and its signal is aborted", async () => {
    const server = await startServer();
    let left: AbortSignal | undefined;
    const end = vi.fn();
    let resolve: (end: () => void) => void = () => {};
    const beforeRequest: HefflOptions<`cf_${string}`>["beforeRequest"] = ({ signal }) => {
      left = signal;
      return new Promise((settle) => {
        resolve = settle;
      });
    };
    const call = at(server.url, { beforeRequest }).tasks.create({ title: "t" }, { totalTimeoutMs: 30 });
    expect(await rejection<HefflError>(call)).toMatchObject({ name: "HefflTimeoutError", outcome: "not_created" });
    expect(left?.aborted).toBe(true);
    // What comes too late is given back.
    resolve(end);
    await vi.waitFor(() => expect(end).toHaveBeenCalledOnce());
    expect(server.received).toEqual([]);
  });

  test("that follows its signal doesn't hide why the call ended", async () => {
    const server = await startServer();
    const beforeRequest: HefflOptions<`cf_${string}`>["beforeRequest"] = ({ signal }) =>
      new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
    const { tasks } = at(server.url, { beforeRequest });
    const timedOut = await rejection<HefflError>(tasks.create({ title: "t" }, { totalTimeoutMs: 30 }));
    expect(timedOut).toMatchObject({ name: "HefflTimeoutError", outcome: "not_created" });
    const aborted = await rejection<HefflError>(tasks.create({ title: "t" }, { signal: AbortSignal.timeout(30) }));
    expect(aborted).toMatchObject({ name: "AbortError", outcome: "not_created" });
  });

  test("has the function that it returned called when the request can't be made", async () => {
    const end = vi.fn();
    vi.stubGlobal("fetch", undefined);
    const error = await rejection(at("http://127.0.0.1:1", { beforeRequest: () => end }).tasks.create({ title: "t" }));
    vi.unstubAllGlobals();
    expect(error).toBeInstanceOf(HefflConfigurationError);
    await vi.waitFor(() => expect(end).toHaveBeenCalledOnce());
  });

  test("that fails keeps the request from being sent", async () => {
    const server = await startServer();
    const beforeRequest = () => Promise.reject(new Error("no room"));
    const error = await rejection<HefflError>(at(server.url, { beforeRequest }).tasks.create({ title: "t" }));
    expect(error).toMatchObject({ outcome: "not_created", cause: { message: "no room" } });
    expect(server.received).toEqual([]);
  });

  test("must be a function", () => {
    expect(() => at("http://127.0.0.1:1", { beforeRequest: {} as never })).toThrow(HefflConfigurationError);
  });
});

describe("withOptions", () => {
  test("returns a client with the same options and middleware, except for the options that are given", async () => {
    const server = await startServer({ body: { ...TASK, cf_key: "k" } }, { body: { ...TASK, cf_key: "k" } });
    const first = at(server.url, { headers: { "x-a": "1" }, idempotencyField: "cf_key" });
    first.api.use({
      onRequest: ({ request }) => {
        request.headers.set("x-b", "2");
      },
    });
    const second = first.withOptions({ headers: { "x-a": "3" } });
    expect([second.baseUrl, second.idempotencyField]).toEqual([server.url, "cf_key"]);
    await second.tasks.create({ title: "t" }, { idempotencyKey: "k" });
    await first.tasks.create({ title: "t" }, { idempotencyKey: "k" });
    expect(server.received.map(({ headers }) => [headers["x-a"], headers["x-b"]])).toEqual([
      ["3", "2"],
      ["1", "2"],
    ]);
  });

  test("keeps the address and the key of a client that took them from the environment", () => {
    vi.stubEnv("HEFFL_BASE_URL", "http://127.0.0.1:1");
    vi.stubEnv("HEFFL_API_KEY", "test-key");
    const client = new Heffl();
    vi.stubEnv("HEFFL_BASE_URL", "http://127.0.0.1:2");
    expect(client.withOptions({}).baseUrl).toBe("http://127.0.0.1:1");
    vi.unstubAllEnvs();
  });

  test("refuses options that can't be used, as the constructor does", () => {
    expect(() => at("http://127.0.0.1:1", {}).withOptions({ timeoutMs: 0 })).toThrow(HefflConfigurationError);
  });
});

test("a client's options are read once, so a getter can't give another answer to what withOptions keeps", async () => {
  const server = await startServer();
  let reads = 0;
  const options: HefflOptions = {
    apiKey: "test-key",
    baseUrl: server.url,
    get headers() {
      if (++reads > 1) throw new Error("read twice");
      return { "x-a": "1" };
    },
  };
  await new Heffl(options).withOptions({}).tasks.create({ title: "t" });
  expect(server.received[0]?.headers["x-a"]).toBe("1");
});
