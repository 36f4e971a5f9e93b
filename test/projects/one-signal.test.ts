import { getEventListeners } from "node:events";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { Heffl } from "../../src/index.ts";
import { undiciTransport } from "../../src/undici.ts";
import { startServer } from "../support/server.ts";

describe("one signal shared by many concurrent calls causes no warning and leaves no listener", () => {
  test.each([11, 100])("%i calls", async (calls) => {
    const warnings = vi.fn();
    process.on("warning", warnings);
    onTestFinished(() => void process.off("warning", warnings));
    const server = await startServer();
    const undici = undiciTransport({ connections: 4 });
    onTestFinished(() => undici.destroy());
    for (const fetch of [undefined, undici])
      for (const middleware of [false, true]) {
        const { signal } = new AbortController();
        const heffl = new Heffl({ apiKey: "test-key", baseUrl: server.url, fetch });
        if (middleware) heffl.api.use({ onRequest: () => undefined });
        await Promise.all(Array.from({ length: calls }, () => heffl.tasks.create({ title: "t" }, { signal })));
        expect(getEventListeners(signal, "abort")).toEqual([]);
      }
    await new Promise((resolve) => setImmediate(resolve));
    expect(warnings.mock.calls.flat().map(String)).toEqual([]);
  });

  test("with an async key too, and an abort ends all of them", async () => {
    const warnings = vi.fn();
    process.on("warning", warnings);
    onTestFinished(() => void process.off("warning", warnings));
    const controller = new AbortController();
    const heffl = new Heffl({ apiKey: () => new Promise(() => {}) });
    const calls = Array.from({ length: 50 }, () => heffl.tasks.create({ title: "t" }, { signal: controller.signal }));
    const ends = Promise.allSettled(calls);
    controller.abort();
    expect((await ends).map(({ status }) => status)).toEqual(Array(50).fill("rejected"));
    expect(getEventListeners(controller.signal, "abort")).toEqual([]);
    await new Promise((resolve) => setImmediate(resolve));
    expect(warnings.mock.calls.flat().map(String)).toEqual([]);
  });
});
