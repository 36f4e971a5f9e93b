import { getEventListeners } from "node:events";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import {
  Heffl,
  HefflAbortError,
  HefflConfigurationError,
  HefflResponseError,
  HefflTimeoutError,
  type ResponseLike,
} from "../../src/index.ts";
import { heffl, rejection, startServer } from "../support/server.ts";

const at = (baseUrl: string, options: ConstructorParameters<typeof Heffl>[0] = {}) =>
  new Heffl({ apiKey: "test-key", baseUrl, ...options });

/** Active timers and sockets of this process, as Node counts them. */
const busy = () => process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;

describe("timeoutMs covers an attempt to its end", () => {
  test("before the headers", async () => {
    const client = at("http://127.0.0.1:1", { fetch: () => new Promise(() => {}), timeoutMs: 50 });
    const error = await rejection<HefflTimeoutError>(client.tasks.create({ title: "t" }));
    expect(error).toBeInstanceOf(HefflTimeoutError);
    expect(error).toMatchObject({ outcome: "unknown", timeoutMs: 50 });
    expect(error.message).toMatch(/No answer within 50 ms.*may exist/);
  });

  test("in the body, when the task is known to be there", async () => {
    const server = await startServer((response) => {
      response.writeHead(200, { "content-type": "application/json" }).write('{"id":"tsk_9","title":');
    });
    const error = await rejection<HefflResponseError>(at(server.url).tasks.create({ title: "t" }, { timeoutMs: 1000 }));
    expect(error).toBeInstanceOf(HefflResponseError);
    expect(error).toMatchObject({ outcome: "created", taskId: "tsk_9" });
    expect(error.message).toMatch(/didn't end within 1000 ms/);
  });

  test("over a transport that ignores the signal", async () => {
    const client = at("http://127.0.0.1:1", { fetch: () => new Promise(() => {}), timeoutMs: 20 });
    await expect(client.tasks.create({ title: "t" })).rejects.toThrow(HefflTimeoutError);
  });

  test.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 31, "30" as unknown as number])(
    "and %s, which a timer can't hold, is refused",
    async (timeoutMs) => {
      expect(() => at("http://127.0.0.1:1", { timeoutMs })).toThrow(HefflConfigurationError);
      await expect(at("http://127.0.0.1:1").tasks.create({ title: "t" }, { timeoutMs })).rejects.toThrow(
        /timeoutMs must be/,
      );
    },
  );
});

test("an invalid answer after the deadline causes no unhandled rejection", async () => {
  let late: (answer: Response) => void = () => {};
  const transport = () => new Promise<Response>((resolve) => (late = resolve));
  const client = at("http://127.0.0.1:1", { fetch: transport, timeoutMs: 10 });
  await expect(client.tasks.create({ title: "t" })).rejects.toThrow(HefflTimeoutError);
  late(undefined as unknown as Response); // vitest fails on an unhandled rejection
  await new Promise((resolve) => setImmediate(resolve));
});

test("the body of an answer that comes after the deadline is canceled", async () => {
  let late: (answer: ResponseLike) => void = () => {};
  const transport = () => new Promise<ResponseLike>((resolve) => (late = resolve));
  const client = at("http://127.0.0.1:1", { fetch: transport, timeoutMs: 10 });
  await expect(client.tasks.create({ title: "t" })).rejects.toThrow(HefflTimeoutError);
  await new Promise<void>((resolve) => {
    const reader = { read: () => Promise.reject(new Error("Nobody reads it.")), cancel: async () => resolve() };
    late({ status: 200, headers: new Headers(), body: { getReader: () => reader } });
  });
});

test("a body in one piece that never comes ends with the deadline", async () => {
  const headers = new Headers({ "content-type": "application/json" });
  const transport = async () => ({ status: 200, headers, text: () => new Promise<string>(() => {}) });
  const client = at("http://127.0.0.1:1", { fetch: transport, timeoutMs: 10 });
  await expect(client.tasks.create({ title: "t" })).rejects.toMatchObject({ outcome: "unknown", status: 200 });
});

test("a call ends at its deadline even if a fake clock fires before the attempt waits for its answer", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  onTestFinished(() => void vi.useRealTimers());
  const headers = new Headers({ "content-type": "application/json" });
  const getReader = () => {
    vi.advanceTimersByTime(31_000);
    return { read: () => new Promise<never>(() => {}), cancel: async () => {} };
  };
  const client = at("http://127.0.0.1:1", { fetch: async () => ({ status: 200, headers, body: { getReader } }) });
  await expect(client.tasks.create({ title: "t" })).rejects.toMatchObject({ outcome: "unknown" });
});

test.each([{}, "soon", 7])("a signal that isn't one is refused: %j", async (signal) => {
  const call = at("http://127.0.0.1:1").tasks.create({ title: "t" }, { signal: signal as never });
  await expect(call).rejects.toThrow(HefflConfigurationError);
});

describe("the caller's signal ends a call at once", () => {
  const reason = new Error("the user left");

  test("before it began: nothing was created", async () => {
    const server = await startServer();
    const error = await rejection<HefflAbortError>(
      at(server.url).tasks.create({ title: "t" }, { signal: AbortSignal.abort(reason) }),
    );
    expect(error).toBeInstanceOf(HefflAbortError);
    expect(error).toMatchObject({ name: "AbortError", outcome: "not_created" });
    expect(error.cause).toBe(reason);
    expect(server.received).toEqual([]);
  });

  test("while it waits for the answer: unknown", async () => {
    const controller = new AbortController();
    const server = await startServer(() => controller.abort(reason));
    const error = await rejection<HefflAbortError>(
      at(server.url).tasks.create({ title: "t" }, { signal: controller.signal }),
    );
    expect(error).toMatchObject({ name: "AbortError", outcome: "unknown", cause: reason });
    expect(server.received).toHaveLength(1);
  });

  test("in the body: created", async () => {
    const controller = new AbortController();
    const server = await startServer((response) => {
      response.writeHead(200, { "content-type": "application/json" }).write('{"id":"tsk_9",');
    });
    const client = at(server.url, {
      fetch: async (url, init) => {
        const response = await fetch(url, init);
        // The headers are there, and so is the first part of the body, by the time this is read.
        const [mine, theirs] = response.body?.tee() ?? [];
        mine
          ?.getReader()
          .read()
          .then(() => setImmediate(() => controller.abort(reason)));
        return new Response(theirs, response);
      },
    });
    const error = await rejection<HefflAbortError>(client.tasks.create({ title: "t" }, { signal: controller.signal }));
    expect(error).toMatchObject({ name: "AbortError", outcome: "created", cause: reason });
  });

  test("in the wait before a retry: not created", async () => {
    const controller = new AbortController();
    const server = await startServer({
      status: 429,
      headers: { "retry-after": "50" },
      body: heffl("TOO_MANY_REQUESTS"),
    });
    const client = at(server.url, { logger: { ...console, warn: () => controller.abort(reason) } });
    const error = await rejection<HefflAbortError>(client.tasks.create({ title: "t" }, { signal: controller.signal }));
    expect(error).toMatchObject({ name: "AbortError", outcome: "not_created", cause: reason });
    expect(server.received).toHaveLength(1);
  });

  test("and without a retry, even with retryUnknown", async () => {
    const controller = new AbortController();
    const server = await startServer(() => controller.abort());
    const client = at(server.url, { retryUnknown: true });
    await expect(client.tasks.create({ title: "t" }, { signal: controller.signal })).rejects.toThrow(HefflAbortError);
    expect(server.received).toHaveLength(1);
  });

  test("on the openapi-fetch client too", async () => {
    const controller = new AbortController();
    const server = await startServer(() => controller.abort(reason));
    const call = at(server.url).api.POST("/tasks", { body: { title: "t" }, signal: controller.signal });
    await expect(call).rejects.toMatchObject({ name: "AbortError", outcome: "unknown", cause: reason });
  });
});

test("a call leaves neither listener nor timer behind, however it ends", async () => {
  const before = busy();
  const { signal } = new AbortController();
  const server = await startServer(
    {},
    { status: 429, headers: { "retry-after": "0" } },
    { status: 500 },
    (response) => response.destroy(),
    () => {},
  );
  const client = at(server.url, { timeoutMs: 200 });
  for (let call = 0; call < 5; call++) await client.tasks.create({ title: "t" }, { signal }).catch(() => {});
  expect(getEventListeners(signal, "abort")).toEqual([]);
  expect(busy()).toBeLessThanOrEqual(before);
});
