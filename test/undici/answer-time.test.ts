import { expect, test } from "vitest";
import { AnswerTime } from "../../src/undici/answer-time.ts";

test("nothing is known before the first answer", () => {
  expect(new AnswerTime().longest(5)).toBe(0);
});

test("a longer answer counts at once, shorter ones bit by bit", () => {
  const time = new AnswerTime();
  time.came(20, 100);
  time.came(80, 200);
  expect(time.longest(201)).toBe(80);
  time.came(20, 300);
  expect(time.longest(301)).toBe(74);
  for (let answer = 0; answer < 50; answer++) time.came(20, 400);
  expect(time.longest(401)).toBeLessThan(21);
});

test("a call that ended without an answer shows that one takes longer, never that it takes less", () => {
  const time = new AnswerTime();
  time.came(20, 100);
  time.missed(90, 200);
  expect(time.longest(201)).toBe(90);
  time.missed(1, 300);
  expect(time.longest(301)).toBe(90);
});

test("what was long ago is forgotten, by the next answer too", () => {
  const time = new AnswerTime();
  time.came(500, 1000);
  expect(time.longest(2000)).toBe(500);
  expect(time.longest(2001)).toBe(0);
  time.came(20, 2001);
  expect(time.longest(2002)).toBe(20);
});
