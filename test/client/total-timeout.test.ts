import { getEventListeners } from "node:events";
import { describe, expect, test } from "vitest";
import {
  Heffl,
  type HefflApiError,
  HefflConfigurationError,
  HefflConnectionError,
  type HefflOptions,
  HefflResponseError,
  HefflTimeoutError,
} from "../../src/index.ts";
import { heffl, refusingUrl, rejection, startServer } from "../support/server.ts";

const at = (baseUrl: string, options: HefflOptions = {}) => new Heffl({ apiKey: "test-key", baseUrl, ...options });
const nowhere = "http://127.0.0.1:1";
const never = () => new Promise<never>(() => {});

describe("totalTimeoutMs covers the whole call:", () => {
  test("an attempt, when it is smaller than timeoutMs", async () => {
    const error = await rejection<HefflTimeoutError>(
      at(nowhere, { fetch: never, totalTimeoutMs: 60 }).tasks.create({ title: "t" }),
    );
    expect(error).toBeInstanceOf(HefflTimeoutError);
    expect(error).toMatchObject({ limit: "total", timeoutMs: 60, outcome: "unknown" });
    expect(error.message).toBe(
      "The call didn't end within totalTimeoutMs, 60 ms. The task may exist: look for it before you create it again, for example with tasks.findLike.",
    );
  });

  test("but timeoutMs ends an attempt when it is smaller", async () => {
    const client = at(nowhere, { fetch: never, totalTimeoutMs: 60_000, timeoutMs: 50 });
    const error = await rejection<HefflTimeoutError>(client.tasks.create({ title: "t" }));
    expect(error).toMatchObject({ name: "HefflTimeoutError", limit: "attempt", timeoutMs: 50, outcome: "unknown" });
  });

  test("the key function, before anything is sent", async () => {
    const error = await rejection(at(nowhere, { apiKey: never, totalTimeoutMs: 20 }).tasks.create({ title: "t" }));
    expect(error).toBeInstanceOf(HefflTimeoutError);
    expect(error).toMatchObject({ limit: "total", outcome: "not_created" });
  });

  test("a middleware before the request, before anything is sent", async () => {
    const client = at(nowhere, { totalTimeoutMs: 20 });
    client.api.use({ onRequest: never });
    const error = await rejection(client.tasks.create({ title: "t" }));
    expect(error).toBeInstanceOf(HefflTimeoutError);
    expect(error).toMatchObject({ limit: "total", outcome: "not_created" });
  });

  test("a middleware after the answer, which proved that the task was created", async () => {
    const server = await startServer();
    const client = at(server.url, { totalTimeoutMs: 2_000 });
    client.api.use({ onResponse: never });
    const error = await rejection(client.tasks.create({ title: "t" }));
    expect(error).toBeInstanceOf(HefflTimeoutError);
    expect(error).toMatchObject({ limit: "total", outcome: "created", taskId: "tsk_1" });
  });

  test("a body that stalls, when the task is known to be there", async () => {
    const server = await startServer((response) => {
      response.writeHead(200, { "content-type": "application/json" }).write('{"id":"tsk_9","title":');
    });
    const error = await rejection(at(server.url, { totalTimeoutMs: 1_000 }).tasks.create({ title: "t" }));
    expect(error).toBeInstanceOf(HefflResponseError);
    expect(error).toMatchObject({ outcome: "created", taskId: "tsk_9" });
    expect(error.message).toMatch(/its body didn't end within totalTimeoutMs, 1000 ms/);
  });

  test("every attempt of a call that keeps on failing, and then no more of them", async () => {
    const url = await refusingUrl();
    const client = at(url, { totalTimeoutMs: 200, maxRetries: 100 });
    const error = await rejection<HefflConnectionError>(client.tasks.create({ title: "t" }));
    expect(error).toMatchObject({ outcome: "not_created" });
    expect(error.message).toMatch(/totalTimeoutMs/);
  });

  test("a call of the openapi-fetch client", async () => {
    const call = at(nowhere, { fetch: never, totalTimeoutMs: 500 }).api.POST("/tasks", { body: { title: "t" } });
    await expect(call).rejects.toMatchObject({ name: "HefflTimeoutError", limit: "total", outcome: "unknown" });
  });
});

describe("a wait that doesn't fit into the total time isn't started:", () => {
  test("the last attempt's error is thrown at once, and names the limit", async () => {
    const server = await startServer({
      status: 429,
      headers: { "retry-after": "50" },
      body: heffl("TOO_MANY_REQUESTS"),
    });
    const client = at(server.url, { totalTimeoutMs: 30_000 });
    const error = await rejection<HefflApiError>(client.tasks.create({ title: "t" }));
    expect(error).toMatchObject({ name: "HefflApiError", status: 429, outcome: "not_created" });
    expect(error.message).toMatch(/The wait before another attempt, 5[01] s/);
    expect(server.received).toHaveLength(1);
  });

  test("a failed connection is still a HefflConnectionError", async () => {
    const fetch = () => Promise.reject(new HefflConnectionError("refused", { outcome: "not_created" }));
    const error = await rejection(
      at(nowhere, { fetch, totalTimeoutMs: 1, maxRetries: 9 }).tasks.create({ title: "t" }),
    );
    expect(error).toMatchObject({ outcome: "not_created" });
  });
});

test("a call's own totalTimeoutMs replaces the client's", async () => {
  const server = await startServer(() => {});
  const client = at(server.url, { totalTimeoutMs: 60_000 });
  const error = await rejection(client.tasks.create({ title: "t" }, { totalTimeoutMs: 40 }));
  expect(error).toMatchObject({ limit: "total", timeoutMs: 40 });
});

test("a call within its total time succeeds, and leaves no timer and no listener", async () => {
  const server = await startServer();
  const timers = () => process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
  const client = at(server.url, { totalTimeoutMs: 60_000 });
  const before = timers();
  const { signal } = new AbortController();
  expect((await client.tasks.create({ title: "t" }, { signal })).id).toBe("tsk_1");
  expect(getEventListeners(signal, "abort")).toEqual([]);
  expect(timers()).toBeLessThanOrEqual(before);
});

test.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 31, "30" as unknown as number, null as unknown as number])(
  "a total time of %s is refused, by the client and by a call",
  async (totalTimeoutMs) => {
    expect(() => at(nowhere, { totalTimeoutMs })).toThrow(HefflConfigurationError);
    await expect(at(nowhere).tasks.create({ title: "t" }, { totalTimeoutMs })).rejects.toThrow(
      /totalTimeoutMs must be/,
    );
  },
);
