import { expect, test } from "vitest";
import { verdict } from "../../bench/speed/verdict.ts";

// What the gate makes of ratios; `npm run bench:gate` measures them.

/** Measures these, one after the other. */
const measuring = (...ratios: number[]) => {
  const left = [...ratios];
  return { left, measure: async () => left.shift() ?? Number.NaN };
};

test("a ratio within the limit passes at once", async () => {
  const { left, measure } = measuring(1.1, 9);
  expect(await verdict(measure, 1.25)).toMatchObject({ passed: true, message: expect.stringContaining("1.10") });
  expect(left).toEqual([9]);
});

test("a disturbed measurement is made again", async () => {
  expect(await verdict(measuring(2, 1.1).measure, 1.25)).toMatchObject({ passed: true });
});

test("what is always above the limit fails, with every ratio", async () => {
  const { passed, message } = await verdict(measuring(1.3, 1.4, 1.35, 1).measure, 1.25);
  expect(passed).toBe(false);
  expect(message).toContain("1.30, 1.40, 1.35");
});

test("a ratio that couldn't be measured doesn't pass", async () => {
  expect(await verdict(measuring().measure, 1.25)).toMatchObject({ passed: false });
});
