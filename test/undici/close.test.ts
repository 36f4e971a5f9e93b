import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { Heffl, type HefflError } from "../../src/index.ts";
import { undiciTransport } from "../../src/undici.ts";
import { startHolding } from "../support/holding.ts";
import { PATIENTLY } from "../support/patiently.ts";
import { startSilent } from "../support/raw-server.ts";
import { rejection, startServer } from "../support/server.ts";

const run = promisify(execFile);
const here = (file: string) => fileURLToPath(new URL(file, import.meta.url));

describe("the undici transport, while a TLS handshake never ends", { timeout: 15_000 }, () => {
  // Longer than any test: that undici gives up by itself is no help.
  const connect = { timeout: 600_000 };
  const failed = (url: string, fetch: ReturnType<typeof undiciTransport>, calls: number) => {
    const { tasks } = new Heffl({ apiKey: "test-key", baseUrl: url, fetch, timeoutMs: 100, maxRetries: 0 });
    return Promise.all(Array.from({ length: calls }, () => rejection<HefflError>(tasks.create({ title: "t" }))));
  };

  test.each([
    [1, undefined],
    [20, 5],
    [20, 1],
  ])("destroy cuts what is connecting: %i calls over %s connections", async (calls, connections) => {
    const silent = await startSilent();
    const fetch = undiciTransport({ connections, connect });
    expect((await failed(silent.url, fetch, calls)).map(({ outcome }) => outcome)).toEqual(
      Array(calls).fill("not_created"),
    );
    await fetch.destroy();
    await vi.waitFor(() => expect(silent.open).toBe(0), PATIENTLY);
  });

  test.each([
    [1, undefined],
    [20, 5],
    [20, 1],
  ])(
    "close ends when no live call is left, and opens nothing: %i calls over %s connections",
    async (calls, connections) => {
      const silent = await startSilent();
      const fetch = undiciTransport({ connections, connect });
      onTestFinished(() => fetch.destroy());
      await failed(silent.url, fetch, calls);
      await fetch.close();
      await vi.waitFor(() => expect(silent.open).toBe(0), PATIENTLY);
      expect(silent.connections).toBeLessThanOrEqual(connections ?? calls);
    },
  );

  test("close while a call is live waits for that call alone", async () => {
    const silent = await startSilent();
    const holding = await startHolding();
    const fetch = undiciTransport({ connect });
    onTestFinished(() => fetch.destroy());
    const live = new Heffl({ apiKey: "test-key", baseUrl: holding.url, fetch }).tasks.create({ title: "t" });
    const held = await holding.next();
    await failed(silent.url, fetch, 3);
    let closed = false;
    const closing = fetch.close().then(() => {
      closed = true;
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(closed).toBe(false);
    held.answer();
    expect((await live).id).toBe("tsk_1");
    await closing;
  });

  test("close waits for an answer's body, until it has ended", async () => {
    const server = await startServer((response) => {
      response.writeHead(200, { "content-type": "application/json" }).write('{"id":');
      finish = () => response.end('"tsk_1"}');
    });
    let finish = () => {};
    const fetch = undiciTransport({ connect });
    onTestFinished(() => fetch.destroy());
    const { body } = await fetch(`${server.url}/tasks`, { method: "POST", headers: {}, body: "{}" });
    const reader = body?.getReader();
    await reader?.read();
    let closed = false;
    const closing = fetch.close().then(() => {
      closed = true;
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(closed).toBe(false);
    finish();
    expect(Buffer.from((await reader?.read())?.value ?? []).toString()).toBe('"tsk_1"}');
    await closing;
  });

  test("close waits for an answer's body, until nobody wants it", async () => {
    const server = await startServer((response) => void response.writeHead(200).write("{"));
    const fetch = undiciTransport({ connect });
    onTestFinished(() => fetch.destroy());
    const { body } = await fetch(`${server.url}/tasks`, { method: "POST", headers: {}, body: "{}" });
    const closing = fetch.close();
    await body?.getReader().cancel();
    await closing;
  });

  test("once undici has given up to connect, it doesn't connect for calls that have ended", async () => {
    const silent = await startSilent();
    const fetch = undiciTransport({ connections: 2, connect: { timeout: 1000 } });
    onTestFinished(() => fetch.destroy());
    await failed(silent.url, fetch, 20);
    await vi.waitFor(() => expect(silent.open).toBe(0), PATIENTLY);
    const { connections } = silent;
    expect(connections).toBeLessThanOrEqual(2);
    // A live call is connected for as ever.
    const live = failed(silent.url, fetch, 1);
    await vi.waitFor(() => expect(silent.connections).toBe(connections + 1), PATIENTLY);
    expect(await live).toMatchObject([{ outcome: "not_created" }]);
  });

  test("a process that has destroyed it ends", async () => {
    const silent = await startSilent();
    const script = `
      import { Heffl } from ${JSON.stringify(here("../../src/index.ts"))};
      import { undiciTransport } from ${JSON.stringify(here("../../src/undici.ts"))};
      const fetch = undiciTransport({ connect: { timeout: 600_000 } });
      const heffl = new Heffl({ apiKey: "test-key", baseUrl: ${JSON.stringify(silent.url)}, fetch, timeoutMs: 50, maxRetries: 0 });
      await heffl.tasks.create({ title: "t" }).catch(() => {});
      await fetch.destroy();
      console.log("destroyed");`;
    const command = ["--import", "tsx", "--input-type=module", "--eval", script];
    expect((await run(process.execPath, command, { cwd: here("../..") })).stdout).toBe("destroyed\n");
  });
});
