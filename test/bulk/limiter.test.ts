import { setMaxListeners } from "node:events";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Limiter } from "../../src/bulk/limiter.ts";

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] }));
afterEach(() => void vi.useRealTimers());

const SIGNAL = new AbortController().signal;
setMaxListeners(0, SIGNAL);

/** The most that a server sees in any 60 seconds, at times in ms. */
function mostInAMinute(times: number[]): number {
  const sorted = [...times].sort((a, b) => a - b);
  let from = 0;
  return sorted.reduce((most, time, to) => {
    while ((sorted[from] ?? time) <= time - 60_000) from++;
    return Math.max(most, to - from + 1);
  }, 0);
}

/** Sends as fast as the limiter lets it. The server sees each request at a moment between its start and its end. */
async function send(limiter: Limiter, forMs: number, random: () => number, pauses: number[] = []) {
  const seen: number[] = [];
  const ends: number[] = [];
  const until = performance.now() + forMs;
  const controller = new AbortController();
  const one = async (): Promise<void> => {
    while (performance.now() < until) {
      const end = await limiter.take(random() < 0.2, controller.signal);
      const started = performance.now();
      const tookMs = random() * 3000;
      seen.push(started + random() * tookMs);
      await new Promise((resolve) => setTimeout(resolve, tookMs));
      end();
      ends.push(performance.now());
      if (pauses.length > 0 && random() < 0.02) limiter.pause(pauses.shift() ?? 0);
    }
  };
  const working = Array.from({ length: 8 }, () => one().catch(() => {}));
  await vi.advanceTimersByTimeAsync(forMs);
  controller.abort(); // as a process that ends
  await vi.advanceTimersByTimeAsync(3000);
  await Promise.all(working);
  return { seen, ends };
}

describe("a server never sees more than the limit in any 60 seconds", () => {
  test("over ten minutes, with pauses and a restart in between", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 120 }),
        fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true })),
        fc.array(fc.integer({ min: 0, max: 90_000 }), { maxLength: 4 }),
        async (perMinute, numbers, pauses) => {
          const random = () => numbers.next().value as number;
          const first = await send(new Limiter(perMinute), 300_000, random, pauses);
          const now = performance.now();
          // A journal has the time of each end, which is after the server saw it.
          const restarted = new Limiter(
            perMinute,
            first.ends.map((time) => now - time),
          );
          const second = await send(restarted, 300_000, random, pauses);
          expect(mostInAMinute([...first.seen, ...second.seen])).toBeLessThanOrEqual(perMinute);
          expect(first.seen.length + second.seen.length).toBeGreaterThan(perMinute);
        },
      ),
      { numRuns: 20 },
    );
  });

  test("not even when a run is started again at once", async () => {
    const limiter = new Limiter(
      60,
      Array.from({ length: 60 }, (_, n) => 1000 - n),
    );
    const start = performance.now();
    const taken = limiter.take(false, SIGNAL).then(() => performance.now() - start);
    await vi.advanceTimersByTimeAsync(61_000);
    expect(await taken).toBeGreaterThanOrEqual(59_000);
  });

  test("not even when the clock was set back, so that earlier requests seem to lie in the future", async () => {
    const limiter = new Limiter(2, [-50_000, -40_000]);
    const start = performance.now();
    const taken = limiter.take(false, SIGNAL).then(() => performance.now() - start);
    await vi.advanceTimersByTimeAsync(61_000);
    expect(await taken).toBe(60_100);
  });
});

test("requests are spread evenly, and there is no burst after a pause", async () => {
  const limiter = new Limiter(60);
  const start = performance.now();
  const times: number[] = [];
  limiter.pause(30_000);
  for (let n = 0; n < 5; n++)
    void limiter.take(false, SIGNAL).then((end) => {
      times.push(performance.now() - start);
      end();
    });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(times).toEqual([30_000, 31_000, 32_000, 33_000, 34_000]);
});

test("a limit of 0 lets everything start at once, except during a pause", async () => {
  const limiter = new Limiter(0);
  await Promise.all(Array.from({ length: 100 }, () => limiter.take(false, SIGNAL)));
  limiter.pause(5000);
  const start = performance.now();
  const taken = limiter.take(false, SIGNAL).then(() => performance.now() - start);
  expect(limiter.pausedUntil).toBe(start + 5000);
  await vi.advanceTimersByTimeAsync(6000);
  expect(await taken).toBe(5000);
  expect(limiter.pausedUntil).toBeUndefined();
});

test("reads go before creates that wait", async () => {
  const limiter = new Limiter(60);
  const order: string[] = [];
  const take = (name: string, isRead: boolean) =>
    void limiter.take(isRead, SIGNAL).then((end) => {
      order.push(name);
      end();
    });
  for (const name of ["first", "second", "third"]) take(name, false);
  take("read", true);
  await vi.advanceTimersByTimeAsync(5000);
  expect(order).toEqual(["first", "read", "second", "third"]);
});

test("a pause of a month is one timer, and a closed limiter refuses creates at once", async () => {
  const limiter = new Limiter(60);
  limiter.pause(30 * 86_400_000);
  void limiter.take(true, SIGNAL);
  const create = limiter.take(false, SIGNAL).catch(() => "refused");
  expect(vi.getTimerCount()).toBe(1);
  limiter.close();
  expect(await create).toBe("refused");
  await expect(limiter.take(false, SIGNAL)).rejects.toThrow("The run is ending");
});

test("a request that doesn't wait any more takes no turn, and a closed limiter starts only reads", async () => {
  const limiter = new Limiter(60);
  (await limiter.take(false, SIGNAL))();
  const controller = new AbortController();
  const left = limiter.take(false, controller.signal).catch(() => "left");
  const create = limiter.take(false, SIGNAL).catch(() => "refused");
  controller.abort();
  expect(await left).toBe("left");
  limiter.close();
  expect(await create).toBe("refused");
  const read = limiter.take(true, SIGNAL).then(() => "read");
  await vi.advanceTimersByTimeAsync(2000);
  expect(await read).toBe("read");
});
