import { afterAll, beforeAll, expect, onTestFinished, test, vi } from "vitest";
import { Heffl, type HefflError, HefflTimeoutError } from "../../src/index.ts";
import { undiciTransport } from "../../src/undici.ts";
import { FAULTS, type FaultServer, startFaultServer } from "../faults/server.ts";
import { told } from "../faults/told.ts";
import { startHolding } from "../support/holding.ts";
import { PATIENTLY } from "../support/patiently.ts";
import { startSilent } from "../support/raw-server.ts";
import { rejection } from "../support/server.ts";

let faults: FaultServer;
beforeAll(async () => {
  faults = await startFaultServer({ tls: false });
});
afterAll(() => faults.close());

const over = (baseUrl: string, connections?: number, options = {}) => {
  const fetch = undiciTransport({ connections });
  onTestFinished(() => fetch.destroy());
  return new Heffl({ apiKey: "test-key", baseUrl, fetch, maxRetries: 0, ...options });
};

test("a call that waits for a connection when it is aborted or times out is proved not sent, and costs no connection", async () => {
  const server = await startHolding();
  const { tasks } = over(server.url, 1);
  const first = tasks.create({ title: "first" });
  const held = await server.next();
  const controller = new AbortController();
  const aborted = rejection(tasks.create({ title: "aborted" }, { signal: controller.signal }));
  const late = rejection(tasks.create({ title: "late" }, { timeoutMs: 20 }));
  expect(await late).toBeInstanceOf(HefflTimeoutError);
  expect(await late).toMatchObject({ outcome: "not_created" });
  controller.abort();
  expect(await aborted).toMatchObject({ name: "AbortError", outcome: "not_created" });
  held.answer();
  await first;
  const last = tasks.create({ title: "last" });
  (await server.next()).answer();
  await last;
  expect(server).toMatchObject({ connections: 1, requests: 2 });
});

test("a call that timed out in the queue is sent once a connection is free, if retries are left", async () => {
  const server = await startHolding();
  const { tasks } = over(server.url, 1, { maxRetries: 50 });
  const first = tasks.create({ title: "first" });
  const held = await server.next();
  const failed: unknown[] = [];
  const waiting = tasks.create({ title: "second" }, { timeoutMs: 200 });
  waiting.catch((error: HefflError) => failed.push(error.outcome));
  await rejection(tasks.create({ title: "third" }, { timeoutMs: 200, maxRetries: 0 }));
  held.answer();
  await first;
  (await server.next()).answer();
  expect((await waiting).id).toBe("tsk_1");
  expect(failed).toEqual([]);
});

test("a handshake that never ends is proved not sent, and destroy leaves no socket of it", async () => {
  const silent = await startSilent();
  const fetch = undiciTransport();
  const { tasks } = new Heffl({ apiKey: "test-key", baseUrl: silent.url, fetch, maxRetries: 0 });
  const call = rejection(tasks.create({ title: "t" }, { timeoutMs: 100 }));
  await vi.waitFor(() => expect(silent.connections).toBe(1), PATIENTLY);
  expect(await call).toMatchObject({ name: "HefflTimeoutError", outcome: "not_created" });
  await fetch.destroy();
  await vi.waitFor(() => expect(silent.open).toBe(0), PATIENTLY);
});

test("an aborted call that was written is unknown", async () => {
  const server = await startHolding();
  const controller = new AbortController();
  const call = rejection(over(server.url).tasks.create({ title: "t" }, { signal: controller.signal }));
  await server.next();
  controller.abort();
  expect(await call).toMatchObject({ name: "AbortError", outcome: "unknown" });
});

test.each(["okThenClose", "okThenReset"] as const)(
  "on a connection that the server ends while the next request is written (%s) nobody is told what isn't so",
  async (name) => {
    const { tasks } = over(faults.url, 1);
    for (let round = 0; round < 60; round++) {
      const [first, second] = [`${name} ${round} first`, `${name} ${round} second`];
      faults.plan(first, [FAULTS[name]]);
      await tasks.create({ title: first }, { headers: { "x-fault-key": first } });
      // The server's end arrives sooner or later than the next request is written.
      for (let turn = 0; turn < round % 6; turn++) await new Promise((resolve) => setImmediate(resolve));
      const outcome = await told(tasks.create({ title: second }, { headers: { "x-fault-key": second } }));
      const { attempts, created } = faults.ledger.of(second);
      expect(attempts.length, second).toBeLessThanOrEqual(1);
      if (outcome === "not_created") expect(created, second).toEqual([]);
      if (outcome === "task") expect(created, second).toHaveLength(1);
    }
  },
);
