import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Progress } from "../../src/bulk/progress.ts";

beforeEach(() => void vi.useFakeTimers({ toFake: ["Date", "performance"], now: Date.UTC(2026, 10, 28) }));
afterEach(() => void vi.useRealTimers());

test("the rate is that of the last minute, and the remaining time follows from it, with the server's wait added", () => {
  const progress = new Progress(130);
  for (let n = 0; n < 30; n++) progress.count("created", true);
  vi.advanceTimersByTime(90_000);
  for (let n = 0; n < 20; n++) progress.count(n % 2 ? "created" : "refused", true);
  expect(progress.show(undefined)).toMatchObject({ created: 40, refused: 10, rowsPerMinute: 20, etaMs: 4 * 60_000 });
  const paused = progress.show(performance.now() + 5000);
  expect(paused).toMatchObject({ etaMs: 4 * 60_000 + 5000, waitingUntil: new Date(Date.now() + 5000) });
});

test("rows that an earlier run settled don't count for the rate, and without a total or a rate there is no remaining time", () => {
  const progress = new Progress(10);
  progress.count("created", false);
  expect(progress.show(undefined)).toMatchObject({ created: 1, rowsPerMinute: 0, etaMs: undefined });
  expect(new Progress(undefined).show(undefined)).toMatchObject({ total: undefined, etaMs: undefined });
});
