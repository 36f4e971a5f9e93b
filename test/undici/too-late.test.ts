import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { Heffl, type HefflError } from "../../src/index.ts";
import { undiciTransport } from "../../src/undici.ts";
import { startHolding } from "../support/holding.ts";
import { rejection } from "../support/server.ts";

// Time passes when a test says so. Timers run by the machine's clock, and every limit here is too long for it.
let now = 0;
beforeEach(() => {
  now = 1_000_000;
  vi.spyOn(performance, "now").mockImplementation(() => now);
});
afterEach(() => void vi.restoreAllMocks());

const TIMEOUT_MS = 1_000_000;

/** A client over one connection, which has a call under way whose answer takes `tookMs`, and others that wait behind it. */
async function behindAnAnswer(tookMs: number, timeouts: number[], options: object = {}) {
  const server = await startHolding();
  const fetch = undiciTransport({ connections: 1 });
  onTestFinished(() => fetch.destroy());
  const { tasks } = new Heffl({ apiKey: "test-key", baseUrl: server.url, fetch, maxRetries: 0, ...options });
  const first = tasks.create({ title: "first" }, { timeoutMs: TIMEOUT_MS });
  const held = await server.next();
  const waiting = timeouts.map((timeoutMs) => tasks.create({ title: "waiting" }, { timeoutMs }));
  for (const call of waiting) call.catch(() => {});
  await new Promise((resolve) => setImmediate(resolve)); // they are in the queue
  now += tookMs;
  held.answer();
  await first;
  return { server, tasks, waiting };
}

describe("a call that waited for a connection", () => {
  test.each([60_000, 100_000, 999_999])(
    "isn't sent with less time left than the last answer took, and nothing was created: %i of its ms went by",
    async (tookMs) => {
      const { server, tasks, waiting } = await behindAnAnswer(tookMs, [tookMs + 50_000]);
      const error = await rejection<HefflError>(waiting[0] as Promise<unknown>);
      expect(error).toMatchObject({ name: "HefflConnectionError", outcome: "not_created" });
      expect(error.message).toMatch(
        /^Couldn't connect: every connection was busy until too little time was left for an answer\./,
      );
      // The connection is as good as before.
      const next = tasks.create({ title: "next" }, { timeoutMs: TIMEOUT_MS });
      (await server.next()).answer();
      await next;
      expect(server).toMatchObject({ requests: 2, connections: 1 });
    },
  );

  test("is sent with more time left than that", async () => {
    const { server, waiting } = await behindAnAnswer(50_000, [100_001]);
    (await server.next()).answer();
    expect(await waiting[0]).toMatchObject({ id: "tsk_1" });
  });

  test("is sent after less than a tenth of its time, though answers took longer than it has left", async () => {
    const { server, tasks } = await behindAnAnswer(200_000, []);
    const second = tasks.create({ title: "second" }, { timeoutMs: TIMEOUT_MS });
    const held = await server.next();
    const waiting = tasks.create({ title: "waiting" }, { timeoutMs: 100_000 });
    await new Promise((resolve) => setImmediate(resolve));
    now += 500;
    held.answer();
    await second;
    (await server.next()).answer();
    expect(await waiting).toMatchObject({ id: "tsk_1" });
  });

  test("and isn't sent gives its turn to one that has more time", async () => {
    const { server, waiting } = await behindAnAnswer(60_000, [100_000, 70_000, 500_000, 80_000]);
    (await server.next()).answer();
    const ends = await Promise.allSettled(waiting);
    expect(ends.map(({ status }) => status)).toEqual(["rejected", "rejected", "fulfilled", "rejected"]);
    expect(server.requests).toBe(2);
  });

  test("and isn't sent is tried again with its whole time, if retries are left", async () => {
    const { server, waiting } = await behindAnAnswer(60_000, [100_000], { maxRetries: 1, maxRetryDelayMs: 0 });
    (await server.next()).answer();
    expect(await waiting[0]).toMatchObject({ id: "tsk_1" });
    expect(server.requests).toBe(2);
  });

  test("behind one that ended without an answer isn't sent with less time left than that one had", async () => {
    const server = await startHolding();
    const fetch = undiciTransport({ connections: 1 });
    onTestFinished(() => fetch.destroy());
    const { tasks } = new Heffl({ apiKey: "test-key", baseUrl: server.url, fetch, maxRetries: 0 });
    const controller = new AbortController();
    const first = rejection(tasks.create({ title: "t" }, { signal: controller.signal, timeoutMs: TIMEOUT_MS }));
    await server.next();
    const waiting = rejection<HefflError>(tasks.create({ title: "t" }, { timeoutMs: 100_000 }));
    await new Promise((resolve) => setImmediate(resolve));
    now += 60_000;
    controller.abort();
    expect(await first).toMatchObject({ outcome: "unknown" });
    expect(await waiting).toMatchObject({ outcome: "not_created" });
    expect(server.requests).toBe(1);
  });

  test("has the rest of its total time, where that is less", async () => {
    const { server, waiting } = await behindAnAnswer(60_000, [TIMEOUT_MS], { totalTimeoutMs: 100_000 });
    expect(await rejection(waiting[0] as Promise<unknown>)).toMatchObject({ outcome: "not_created" });
    expect(server.requests).toBe(1);
  });
});
