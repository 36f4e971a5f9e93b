import { expect, test } from "vitest";
import { chart } from "../../bench/speed/chart.ts";
import { charts } from "../../bench/speed/charts.ts";
import { drive } from "../../bench/speed/load.ts";
import { page } from "../../bench/speed/page.ts";
import type { Peer } from "../../bench/speed/peer.ts";
import { ratio, type Series } from "../../bench/speed/rounds.ts";
import { NEW_TASK, TASK } from "../../bench/speed/task.ts";
import { answerExamples, requestExamples } from "../support/document.ts";
import { everyone, results } from "./results.ts";

test("what peers send and get are the document's examples", () => {
  const named = ({ name }: { name: string }) => name === "followUpCall";
  expect(NEW_TASK).toEqual(requestExamples.find(named)?.value);
  expect(TASK).toEqual(answerExamples.find(named)?.value);
});

test("the page says who is ahead and why, and what is held to", () => {
  const text = page(results({ ours: 115, bare: 100, rival: 90 }), everyone);
  expect(text).toContain("| CPU, defaults / `fetch` with a deadline | at most 1.1 | 1.15 | 1.15 to 1.15 | **no** |");
  expect(text).toContain("| CPU a call at 50 in flight | got 0.78 **n** |");
  expect(text).not.toMatch(/undefined|NaN/);
});

test("who isn't ahead in nine rounds of ten is ahead by chance", () => {
  const run = results({ ours: 100, bare: 100, rival: 50 });
  const sawn = run.series.map((one) =>
    one.peer.name === "got" ? { ...one, slices: one.slices.map((slice, i) => ({ ...slice, cpu: i ? 101 : 50 })) } : one,
  );
  const text = page({ ...run, series: sawn }, everyone);
  expect(text).toContain("| CPU a call at 50 in flight | got 0.76 **r** |");
  expect(text).toContain("| p50 at 50 in flight | got 0.50 **n** |");
});

test("the page says so where nobody is ahead", () => {
  const text = page(results({ ours: 105, bare: 100, rival: 300 }), everyone);
  expect(text).toContain("| CPU, defaults / `fetch` with a deadline | at most 1.1 | 1.05 | 1.05 to 1.05 | yes |");
  expect(text).toContain("none is ahead of it");
});

test("a ratio is the median of the rounds' own, for what disturbs a round disturbs all of it", () => {
  const series = (...cpu: number[]): Series => ({
    peer: everyone[0] as Peer,
    inFlight: 50,
    slices: cpu.map((cpu) => ({ calls: 1, cpu, perSecond: 1, p50Ms: 1, p99Ms: 1 })),
  });
  expect(ratio(series(110, 220, 550), series(100, 200, 100), "cpu")).toEqual({ ratio: 1.1, range: "1.10 to 5.50" });
});

test("the charts are whole, and hold every client", () => {
  const all = charts(results({ ours: 115, bare: 100, rival: 90 }));
  expect(Object.keys(all)).toEqual(["performance-requests.svg", "performance-cpu.svg"]);
  for (const svg of Object.values(all)) for (const { name } of everyone) expect(svg).toContain(`>${name}</text>`);
  expect(chart("a < b & c", "", [{ name: "<x>", kind: "bare", value: 1, least: 1, most: 2 }])).not.toMatch(
    /<x>|< b|& c/,
  );
});

test("a slice makes as many calls as it was told, so many at once", async () => {
  let now = 0;
  let most = 0;
  const create = async () => {
    most = Math.max(most, ++now);
    await new Promise(setImmediate);
    now--;
  };
  const slice = await drive(create, 5, { calls: 100 });
  expect({ calls: slice.calls, most }).toEqual({ calls: 100, most: 5 });
  expect(slice.p99Ms).toBeGreaterThanOrEqual(slice.p50Ms);
  await expect(drive(async () => Promise.reject(new Error("no")), 5, { ms: 10 })).rejects.toThrow("no");
});
