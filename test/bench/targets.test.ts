import { describe, expect, test } from "vitest";
import { targetsOf } from "../../bench/report/targets.ts";
import { runWith } from "./made-up-run.ts";

/** Whether each target holds, by its name. */
const verdicts = (run: Parameters<typeof targetsOf>[0]) =>
  Object.fromEntries(targetsOf(run).map(({ what, holds }) => [what, holds]));

const CPU = "CPU time per call: heffl-client / fetch with a deadline";
const FETCH = "Requests/s: heffl-client/undici / fetch";
const REQUEST = "Requests/s: heffl-client/undici / undici.request";
const BODY = "Time per body: serialize, check and validate / JSON.stringify";
const GROWTH = "Heap growth over 1,000,000 calls, MB: heffl-client";

test("every target holds at its limit, and other clients' growth is no target", () => {
  expect(verdicts(runWith())).toEqual({ [CPU]: true, [FETCH]: true, [REQUEST]: true, [BODY]: true, [GROWTH]: true });
});

describe("a target fails just beyond its limit, and no other fails with it", () => {
  test.each([
    [CPU, { oursMicros: [111, 222, 333] }],
    [FETCH, { fetchPerSecond: 951 }],
    [REQUEST, { requestPerSecond: 4001 }],
    [BODY, { checkedMicros: [4.1, 8.1, 12.1] }],
    [GROWTH, { heapGrowth: 1_000_001 }],
  ])("%s", (target, figures) => {
    const failed = Object.entries(verdicts(runWith(figures))).filter(([, holds]) => !holds);
    expect(failed).toEqual([[target, false]]);
  });
});

test("a ratio is the median of the rounds' own ratios, so that a disturbed round doesn't decide", () => {
  const disturbed = runWith({ oursMicros: [105, 210, 900], bareMicros: [100, 200, 300] });
  const [cpu] = targetsOf(disturbed);
  expect(cpu).toMatchObject({ measured: "1.05", range: "1.05 to 3.00", holds: true });
});

test("with fewer calls heffl-client may grow by 0.5 MB, since garbage collections differ by that much", () => {
  const growth = (heapGrowth: number) => targetsOf(runWith({ calls: 10_000, heapGrowth })).at(-1);
  expect(growth(500_000)).toMatchObject({ limit: "at most 0.50", holds: true });
  expect(growth(510_000)).toMatchObject({ measured: "0.51", holds: false });
});

test("a target doesn't hold when a round's figure is missing", () => {
  const [cpu] = targetsOf(runWith({ bareMicros: [] }));
  expect(cpu).toMatchObject({ holds: false });
});

test("a part that wasn't measured has no target", () => {
  const { requests: _, growth: __, ...bodyAlone } = runWith();
  expect(Object.keys(verdicts(bodyAlone))).toEqual([BODY]);
});
