import { setTimeout as delay } from "node:timers/promises";
import { describe, expect, test, vi } from "vitest";
import { Stop } from "../../src/http/stop.ts";
import { type HefflError, HefflTimeoutError } from "../../src/index.ts";
import type { NewestTasks } from "../../src/tasks/lookup/newest-tasks.ts";
import { search } from "../../src/tasks/lookup/search.ts";
import { heffl, type Reply, rejection } from "../support/server.ts";
import { lost, startTaskServer } from "../support/task-server.ts";
import { at, minutesAgo, others } from "./client.ts";

const gone = { creates: [{ made: false, reply: lost }] };

test("a create whose task isn't found stays unknown, and the error says how often and until when it was looked for", async () => {
  const server = await startTaskServer(gone);
  const call = at(server.url).tasks.create({ title: "t" }, { idempotencyKey: "order 1" });
  const error = await rejection<HefflError>(call);
  expect(error).toMatchObject({ name: "HefflConnectionError", outcome: "unknown", idempotencyKey: "order 1" });
  expect(error.message).toMatch(
    /Looked for it \d times by cf_request_id "order 1", until 20\d\d-\S+Z, and didn't see it, which proves nothing\.$/,
  );
  expect(error.stack).toContain(error.message);
  expect(JSON.parse(JSON.stringify(error))).toMatchObject({ idempotencyKey: "order 1", message: error.message });
});

test("a create stays unknown when every read of the list fails, and rejects with the create's own error", async () => {
  const server = await startTaskServer({ ...gone, lists: Array.from({ length: 50 }, () => lost) });
  const error = await rejection<HefflError>(at(server.url).tasks.create({ title: "t" }));
  expect(error).toMatchObject({ name: "HefflConnectionError", outcome: "unknown" });
});

test("a lookup ends after lookupMs even if every page stalls", async () => {
  const server = await startTaskServer({ ...gone, lists: Array.from({ length: 50 }, () => () => {}) });
  const error = await rejection<HefflError>(at(server.url).tasks.create({ title: "t" }));
  expect(error).toMatchObject({ outcome: "unknown" });
});

test("a page that stalls is given up in time for another look", async () => {
  const server = await startTaskServer({ creates: [{ reply: lost }], lists: [() => {}] });
  expect(await at(server.url, { lookupMs: 1500 }).tasks.create({ title: "t" })).toMatchObject({ id: "tsk_1" });
});

test("reading a page is aborted when no create waits for it any more", async () => {
  const controller = new AbortController();
  const left = new Promise<void>((resolve) => {
    const stall: Reply = (response) => {
      response.on("close", resolve);
      controller.abort();
    };
    void startTaskServer({ ...gone, lists: [stall] }).then(async ({ url }) => {
      const { tasks } = at(url, { lookupMs: 60_000 });
      await rejection(tasks.create({ title: "t" }, { signal: controller.signal }));
    });
  });
  await left; // long before a page's own time is over, 20 s
}, 15_000);

test("with lookupMs 0 nothing is looked for", async () => {
  const server = await startTaskServer({ creates: [{ reply: lost }] });
  const error = await rejection<HefflError>(at(server.url, { lookupMs: 0 }).tasks.create({ title: "t" }));
  expect(error).toMatchObject({ outcome: "unknown", idempotencyKey: expect.any(String) });
  expect(server.received).toHaveLength(1);
});

test("no more than ten pages are read in one look, and none beyond the tasks that can be the created one", async () => {
  const withoutTime = others(1200, { createdAt: undefined });
  const full = await startTaskServer({ ...gone, tasks: withoutTime });
  await rejection(at(full.url, { lookupMs: 3000 }).tasks.create({ title: "t" }));
  const [first] = full.received.flatMap(({ path }, n) => (path === "/tasks?pageSize=100" && n > 1 ? n : []));
  expect(full.received.slice(1, first)).toHaveLength(10);

  const old = await startTaskServer({ ...gone, tasks: others(300, { createdAt: minutesAgo(6) }) });
  await rejection(at(old.url).tasks.create({ title: "t" }));
  expect(new Set(old.received.slice(1).map(({ path }) => path))).toEqual(new Set(["/tasks?pageSize=100"]));
}, 20_000);

test("it is looked for after 1 s, and then every 2 s, until lookupMs is over", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
  try {
    const began = performance.now();
    const looks: number[] = [];
    const newest = {
      askedMs: 0,
      look: async () => {
        looks.push(performance.now() - began);
        return true;
      },
    };
    const stop = new Stop(undefined, undefined);
    const searching = search(newest as unknown as NewestTasks, "k", { began, enough: 1, lookupMs: 10_000, stop });
    await vi.advanceTimersByTimeAsync(20_000);
    expect((await searching).looks).toBe(5);
    expect(looks).toEqual([1000, 3000, 5000, 7000, 9000]);
  } finally {
    vi.useRealTimers();
  }
});

describe("a lookup ends with outcome unknown", () => {
  test("when the caller aborts, with an AbortError", async () => {
    const controller = new AbortController();
    const server = await startTaskServer({
      ...gone,
      lists: [
        (response) => {
          response.destroy();
          controller.abort("enough");
        },
      ],
    });
    const call = at(server.url, { lookupMs: 60_000 }).tasks.create({ title: "t" }, { signal: controller.signal });
    const error = await rejection<HefflError>(call);
    expect(error).toMatchObject({ name: "AbortError", outcome: "unknown", cause: "enough" });
    expect(error.message).toContain("Looked for it once");
    expect(server.count("list")).toBe(1);
  }, 20_000);

  test("when the total time is over while a page is read", async () => {
    const server = await startTaskServer({ ...gone, lists: [() => {}] });
    const options = { totalTimeoutMs: 300 };
    const error = await rejection<HefflError>(at(server.url, { lookupMs: 1000 }).tasks.create({ title: "t" }, options));
    expect(error).toBeInstanceOf(HefflTimeoutError);
    expect(error).toMatchObject({ outcome: "unknown", limit: "total", timeoutMs: 300 });
  });

  test("when the wait before another look doesn't fit into the total time", async () => {
    const server = await startTaskServer(gone);
    const call = at(server.url, { lookupMs: 60_000 }).tasks.create({ title: "t" }, { totalTimeoutMs: 500 });
    const error = await rejection<HefflError>(call);
    expect(error).toMatchObject({ name: "HefflConnectionError", outcome: "unknown" });
    expect(error.message).toContain("It wasn't looked for");
    expect(error.message).toContain("doesn't fit into totalTimeoutMs");
    expect(server.count("list")).toBe(0);
  });

  test("when the server asks for a wait that is longer than what is left", async () => {
    const body = heffl("TOO_MANY_REQUESTS");
    const server = await startTaskServer({
      ...gone,
      lists: [{ status: 429, headers: { "ratelimit-reset": "30" }, body }],
    });
    const error = await rejection<HefflError>(at(server.url).tasks.create({ title: "t" }));
    expect(error).toMatchObject({ name: "HefflConnectionError", outcome: "unknown" });
    expect(error.message).toContain("The server asks for a wait of 30 s.");
    expect(server.count("list")).toBe(1);
  });

  test("and nothing is looked for after an abort of the create itself", async () => {
    const controller = new AbortController();
    const server = await startTaskServer({ creates: [{ reply: () => controller.abort() }] });
    const call = at(server.url).tasks.create({ title: "t" }, { signal: controller.signal });
    expect(await rejection<HefflError>(call)).toMatchObject({ name: "AbortError", outcome: "unknown" });
    expect(server.count("list")).toBe(0);
  });
});

test.each([
  ["that looks later", 0],
  ["that waits for the pages that are being read", 600],
])(
  "a create %s keeps the wait that the server asks another one for",
  async (_, delayMs) => {
    const times: number[] = [];
    const limited: Reply = async (response) => {
      await delay(delayMs);
      times.push(performance.now());
      response.writeHead(429, { "content-type": "application/json", "retry-after": "1" });
      response.end(JSON.stringify(heffl("TOO_MANY_REQUESTS")));
    };
    const server = await startTaskServer({
      creates: [{ reply: lost }, { reply: (response) => void setTimeout(() => response.destroy(), 300) }],
      lists: [
        limited,
        (response) => {
          times.push(performance.now());
          response.destroy();
        },
      ],
    });
    const { tasks } = at(server.url, { lookupMs: 9000 });
    await Promise.all([tasks.create({ title: "a" }), tasks.create({ title: "b" })]);
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThan(990);
  },
  20_000,
);
