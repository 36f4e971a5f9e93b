import { expect, test } from "vitest";
import { type Create, drive } from "../../bench/harness/load.ts";
import { slowDown } from "../../bench/harness/slow-down.ts";
import { verdict } from "../../bench/verdict.ts";

// What the gate concludes. `npm run bench:gate` measures the real clients.

/** Measures these ratios, one after the other. */
const measuring = (...ratios: number[]) => {
  const left = [...ratios];
  return { left, measure: async () => left.shift() ?? Number.NaN };
};

test("the gate fails when the client is slowed down", async () => {
  const create: Create = () => new Promise(setImmediate);
  const slowed = slowDown(create, 1000);
  const cpuMicros = async (one: Create) => (await drive(one, 5, { calls: 200 })).cpuMicros;
  const { passed, message } = await verdict(async () => (await cpuMicros(slowed)) / (await cpuMicros(create)));
  expect({ passed, message }).toEqual({ passed: false, message: expect.stringContaining("Too slow") });
});

test("a ratio at the limit passes at once", async () => {
  const { left, measure } = measuring(1.25, 9);
  expect(await verdict(measure, 1.25)).toMatchObject({ passed: true, message: expect.stringContaining("1.25") });
  expect(left).toEqual([9]);
});

test("a ratio above the limit is measured again, and passes when it is within the limit then", async () => {
  expect(await verdict(measuring(2, 1.1).measure, 1.25)).toMatchObject({ passed: true });
});

test("three ratios above the limit fail, and all three are shown", async () => {
  const { passed, message } = await verdict(measuring(1.3, 1.4, 1.35, 1).measure, 1.25);
  expect(passed).toBe(false);
  expect(message).toContain("1.30, 1.40, 1.35");
});

test("a ratio that couldn't be measured fails", async () => {
  expect(await verdict(measuring().measure, 1.25)).toMatchObject({ passed: false });
});
