import { expect, test } from "vitest";
import { drive, repeat } from "../../bench/harness/load.ts";
import type { Client } from "../../bench/harness/processes.ts";
import { measureRounds } from "../../bench/harness/rounds.ts";
import { NEW_TASK, TASK } from "../../bench/peers/task.ts";
import { answerExamples, requestExamples } from "../support/document.ts";

/** A client that counts its calls and how many of them were in flight at once. */
function counting() {
  const counts = { calls: 0, inFlight: 0, most: 0 };
  const create = async () => {
    counts.calls++;
    counts.most = Math.max(counts.most, ++counts.inFlight);
    await new Promise(setImmediate);
    counts.inFlight--;
  };
  return { counts, create };
}

test("peers send and receive the document's examples", () => {
  const named = ({ name }: { name: string }) => name === "followUpCall";
  expect(NEW_TASK).toEqual(requestExamples.find(named)?.value);
  expect(TASK).toEqual(answerExamples.find(named)?.value);
});

test("a slice makes as many calls as it was told, so many of them at once", async () => {
  const { counts, create } = counting();
  const slice = await drive(create, 5, { calls: 100 });
  expect(counts).toEqual({ calls: 100, inFlight: 0, most: 5 });
  for (const figure of Object.values(slice)) expect(figure).toBeGreaterThan(0);
});

test("calls that aren't measured are as many as told too", async () => {
  const { counts, create } = counting();
  await repeat(create, 7, 100);
  expect(counts).toEqual({ calls: 100, inFlight: 0, most: 7 });
});

test("a slice fails when a call fails", async () => {
  await expect(drive(async () => Promise.reject(new Error("no")), 5, { ms: 10 })).rejects.toThrow("no");
});

test("the clients of a round are measured in turn, every second round backwards, and keep their own figures", async () => {
  const order: string[] = [];
  const client = (name: string, perSecond: number): Client => ({
    name,
    drive: async (inFlight) => {
      order.push(`${name} ${inFlight}`);
      return { perSecond: perSecond + inFlight, cpuMicros: 1, p99Ms: 1 };
    },
    repeat: async (_, calls) => void order.push(`${name} warms up with ${calls} calls`),
    memory: async () => ({ heap: 0, resident: 0 }),
    stop: () => {},
  });
  const levels = [1, 50].map((inFlight) => ({ inFlight, rounds: 2, slice: { calls: 1 } }));
  const series = await measureRounds([client("a", 100), client("b", 200)], levels, 7);
  expect(order).toEqual([
    ...["a warms up with 7 calls", "b warms up with 7 calls"],
    ...["a 1", "b 1", "b 1", "a 1"],
    ...["a 50", "b 50", "b 50", "a 50"],
  ]);
  expect(series.map(({ peer, inFlight, perSecond }) => [peer, inFlight, perSecond])).toEqual([
    ["a", 1, [101, 101]],
    ["b", 1, [201, 201]],
    ["a", 50, [150, 150]],
    ["b", 50, [250, 250]],
  ]);
});
