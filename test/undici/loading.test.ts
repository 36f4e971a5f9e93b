import { afterEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { Heffl } from "../../src/index.ts";
import { startHolding } from "../support/holding.ts";
import { rejection, startServer } from "../support/server.ts";

afterEach(() => void vi.doUnmock("../../src/undici/load.ts"));

/** A client over a transport whose undici is loaded when the test says so. */
async function loadingSlowly() {
  let loaded = () => {};
  const gate = new Promise<void>((resolve) => (loaded = resolve));
  vi.resetModules();
  vi.doMock("../../src/undici/load.ts", () => ({ load: () => gate.then(() => import("undici")) }));
  const { undiciTransport } = await import("../../src/undici.ts");
  const server = await startServer();
  const transport = undiciTransport();
  onTestFinished(() => transport.destroy());
  const { tasks } = new Heffl({ apiKey: "test-key", baseUrl: server.url, fetch: transport, maxRetries: 0 });
  return { tasks, transport, server, loaded };
}

describe("while undici is being loaded", () => {
  test("a call whose time is over ends, and nothing was sent", async () => {
    const { tasks, server, loaded } = await loadingSlowly();
    const error = await rejection(tasks.create({ title: "t" }, { timeoutMs: 1 }));
    expect(error).toMatchObject({ name: "HefflTimeoutError", outcome: "not_created" });
    loaded();
    await tasks.create({ title: "t" });
    expect(server.received).toHaveLength(1);
  });

  test("a call that is aborted ends, and nothing was sent", async () => {
    const { tasks, server, loaded } = await loadingSlowly();
    const controller = new AbortController();
    const call = rejection(tasks.create({ title: "t" }, { signal: controller.signal }));
    await new Promise((resolve) => setImmediate(resolve));
    controller.abort();
    expect(await call).toMatchObject({ name: "AbortError", outcome: "not_created" });
    loaded();
    await tasks.create({ title: "t" });
    expect(server.received).toHaveLength(1);
  });

  test("a call over a transport that is closed meanwhile isn't sent", async () => {
    const { tasks, transport, server, loaded } = await loadingSlowly();
    const call = rejection(tasks.create({ title: "t" }));
    await new Promise((resolve) => setImmediate(resolve));
    await transport.close();
    loaded();
    expect(await call).toMatchObject({ name: "HefflConfigurationError", outcome: "not_created" });
    expect(server.received).toEqual([]);
  });

  test("a call that waited for it can be aborted later, like one that did not wait", async () => {
    const { tasks, transport, loaded } = await loadingSlowly();
    const holding = await startHolding();
    const heffl = new Heffl({ apiKey: "test-key", baseUrl: holding.url, fetch: transport, maxRetries: 0 });
    const controller = new AbortController();
    const call = rejection(heffl.tasks.create({ title: "t" }, { signal: controller.signal }));
    const answered = tasks.create({ title: "t" });
    loaded();
    await answered;
    await holding.next();
    controller.abort();
    expect(await call).toMatchObject({ name: "AbortError", outcome: "unknown" });
    await transport.close(); // hangs as long as the call is taken for a live one
  });

  test("a call with time enough waits for it", async () => {
    const { tasks, loaded } = await loadingSlowly();
    const call = tasks.create({ title: "t" });
    await new Promise((resolve) => setImmediate(resolve));
    loaded();
    expect(await call).toMatchObject({ id: "tsk_1" });
  });
});
