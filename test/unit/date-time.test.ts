import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DATE_TIME } from "../../scripts/generate/date-time.ts";
import { anyString } from "./strings.ts";

const matches = (text: string): boolean => DATE_TIME.test(text);
const two = (number: number): string => `${number}`.padStart(2, "0");
const four = (number: number): string => `${number}`.padStart(4, "0");

/** What Date knows of the calendar; `setUTCFullYear`, because Date.UTC takes years below 100 for 19xx. */
function daysIn(year: number, month: number): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month, 0);
  return date.getUTCDate();
}

describe("the calendar", () => {
  it.each([1600, 2000, 2400, 2004, 2024, 2028, 1996, 2096, 1904, 4, 400, 0])("has February 29 in %d", (year) => {
    expect(matches(`${four(year)}-02-29T00:00:00Z`)).toBe(true);
  });

  it.each([1700, 1800, 1900, 2100, 2200, 2300, 100, 1, 2001, 2002, 2003, 2023, 2025, 2026, 9999])(
    "has no February 29 in %d",
    (year) => {
      expect(matches(`${four(year)}-02-29T00:00:00Z`)).toBe(false);
      expect(matches(`${four(year)}-02-28T00:00:00Z`)).toBe(true);
    },
  );

  it("agrees with Date on the last day of every month of every year", () => {
    const wrong: string[] = [];
    for (let year = 0; year <= 9999; year++) {
      for (let month = 1; month <= 12; month++) {
        const days = daysIn(year, month);
        for (let day = 28; day <= 32; day++) {
          const text = `${four(year)}-${two(month)}-${two(day)}T00:00:00Z`;
          if (matches(text) !== day <= days) wrong.push(text);
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  it("has every day from 01, and every month from 01 to 12", () => {
    for (let month = 0; month <= 20; month++)
      for (let day = 0; day <= 28; day++)
        expect([month, day, matches(`2026-${two(month)}-${two(day)}T00:00:00Z`)]).toEqual([
          month,
          day,
          month >= 1 && month <= 12 && day >= 1,
        ]);
  });
});

describe("the clock", () => {
  it("has hours to 23, minutes and seconds to 59", () => {
    for (let number = 0; number < 100; number++) {
      expect([number, matches(`2026-12-01T${two(number)}:00:00Z`)]).toEqual([number, number <= 23]);
      expect([number, matches(`2026-12-01T00:${two(number)}:00Z`)]).toEqual([number, number <= 59]);
    }
    for (let number = 0; number < 60; number++) expect(matches(`2026-12-01T00:00:${two(number)}Z`)).toBe(true);
    for (let number = 61; number < 100; number++) expect(matches(`2026-12-01T00:00:${two(number)}Z`)).toBe(false);
  });

  it("has leap seconds, with a fraction too, and in another zone", () => {
    expect(matches("2016-12-31T23:59:60Z")).toBe(true);
    expect(matches("2016-12-31T23:59:60.5Z")).toBe(true);
    expect(matches("1990-12-31T15:59:60-08:00")).toBe(true);
    expect(matches("2016-12-31T23:59:61Z")).toBe(false);
    expect(matches("2016-12-31T24:00:00Z")).toBe(false);
  });

  it.each([".0", ".5", ".123", ".123456789", `.${"9".repeat(500)}`])("takes the fraction %s", (fraction) => {
    expect(matches(`2026-12-01T09:00:00${fraction}Z`)).toBe(true);
  });

  it.each([".", ",5", ".5.", "..5", ".-5", ".5e3", ". 5"])("refuses the fraction %s", (fraction) => {
    expect(matches(`2026-12-01T09:00:00${fraction}Z`)).toBe(false);
  });
});

describe("the offset", () => {
  it("has hours to 23 and minutes to 59, with either sign", () => {
    for (const sign of ["+", "-"])
      for (let number = 0; number < 100; number++) {
        expect([number, matches(`2026-12-01T09:00:00${sign}${two(number)}:00`)]).toEqual([number, number <= 23]);
        expect([number, matches(`2026-12-01T09:00:00${sign}00:${two(number)}`)]).toEqual([number, number <= 59]);
      }
  });

  it.each([
    "",
    "+",
    "+05",
    "+0530",
    "+5:30",
    "+05:3",
    "+05:300",
    "05:30",
    "±05:30",
    "\u221205:30",
    "ZZ",
    "Z+00:00",
    "+00:00Z",
    " Z",
    "UTC",
    "X",
  ])("can't be %j", (offset) => {
    expect(matches(`2026-12-01T09:00:00${offset}`)).toBe(false);
  });
});

describe("the letters", () => {
  it.each(["2026-12-01t09:00:00z", "2026-12-01t09:00:00Z", "2026-12-01T09:00:00z", "2026-12-01t09:00:00.5-03:00"])(
    "may be small: %s",
    (text) => {
      expect(matches(text)).toBe(true);
    },
  );

  it.each([" ", "_", "", "-", "TT", "\u03a4"])("can't be %j between date and time", (separator) => {
    expect(matches(`2026-12-01${separator}09:00:00Z`)).toBe(false);
  });
});

describe("other text", () => {
  const GOOD = "2026-12-01T09:00:00Z";

  it("is refused: a part alone, other forms of ISO 8601, other calendars' digits, white space around", () => {
    for (const text of [
      "",
      "2026",
      "2026-12-01",
      "09:00:00Z",
      "2026-12-01T09:00Z",
      "2026-12-01T09Z",
      "20261201T090000Z",
      "2026-W49-2T09:00:00Z",
      "2026-335T09:00:00Z",
      "26-12-01T09:00:00Z",
      "+002026-12-01T09:00:00Z",
      "-2026-12-01T09:00:00Z",
      "12026-12-01T09:00:00Z",
      "2026/12/01T09:00:00Z",
      "2026-12-1T09:00:00Z",
      "2026-12-01T9:00:00Z",
      "٢٠٢٦-١٢-٠١T09:00:00Z",
      "２０２６-12-01T09:00:00Z",
      "Tue, 01 Dec 2026 09:00:00 GMT",
      "1796115600",
      "tomorrow",
      ` ${GOOD}`,
      `${GOOD} `,
      `${GOOD}\n`,
      `\n${GOOD}`,
      `${GOOD}\n${GOOD}`,
      `x${GOOD}`,
      `${GOOD}${GOOD}`,
    ])
      expect([text, matches(text)]).toEqual([text, false]);
  });

  it("is refused whatever it is", () => {
    fc.assert(fc.property(anyString(), (text) => !matches(text)));
  });

  it("is refused when one character of a date-time is another", () => {
    const oneChanged = fc.record({
      at: fc.nat({ max: GOOD.length - 1 }),
      by: anyString({ minLength: 1, maxLength: 1 }).filter((by) => !/^[\dTtZz]$/.test(by)),
    });
    fc.assert(fc.property(oneChanged, ({ at, by }) => !matches(GOOD.slice(0, at) + by + GOOD.slice(at + 1))));
  });

  // An expression that goes back and forth would not end before the test's own deadline.
  it("is refused at once, however long", () => {
    const long = 1_000_000;
    for (const text of [
      "2".repeat(long),
      `2026-12-01T09:00:00.${"1".repeat(long)}`,
      `2026-12-01T09:00:00.${"1".repeat(long)}x`,
      `2026-12-01T09:00:00.${"1.".repeat(long)}Z`,
      "2026-12-01T09:00:00".repeat(long / 20),
      `${GOOD}${" ".repeat(long)}`,
      "-".repeat(long),
    ])
      expect(matches(text)).toBe(false);
    expect(matches(`2026-12-01T09:00:00.${"1".repeat(long)}Z`)).toBe(true);
  });
});

describe("an instant", () => {
  const instant = fc.date({
    noInvalidDate: true,
    min: new Date("0000-01-01T00:00:00.000Z"),
    max: new Date("9999-12-31T23:59:59.999Z"),
  });

  it("is taken as Date writes it", () => {
    fc.assert(fc.property(instant, (date) => matches(date.toISOString())));
  });

  it("is taken in any zone, where it stays the same instant for Date", () => {
    const offset = fc.record({
      sign: fc.constantFrom(1, -1),
      hours: fc.nat({ max: 23 }),
      minutes: fc.nat({ max: 59 }),
    });
    const inner = fc.date({
      noInvalidDate: true,
      min: new Date("0000-01-03T00:00:00.000Z"),
      max: new Date("9999-12-29T00:00:00.000Z"),
    });
    fc.assert(
      fc.property(inner, offset, (date, { sign, hours, minutes }) => {
        const local = new Date(date.getTime() + sign * (hours * 60 + minutes) * 60_000).toISOString().slice(0, -1);
        const text = `${local}${sign < 0 ? "-" : "+"}${two(hours)}:${two(minutes)}`;
        expect(new Date(text).getTime()).toBe(date.getTime());
        expect(matches(text)).toBe(true);
      }),
    );
  });

  it("of a year past 9999 is refused, as Date writes it in six digits", () => {
    expect(matches(new Date("+010000-01-01T00:00:00Z").toISOString())).toBe(false);
    expect(matches(new Date("-000001-01-01T00:00:00Z").toISOString())).toBe(false);
  });

  it("that matches is one for Date as well, leap seconds apart", () => {
    const part = (max: number) => fc.nat({ max });
    const anyTime = fc.tuple(part(9999), part(13), part(32), part(25), part(61), part(59));
    fc.assert(
      fc.property(anyTime, ([year, month, day, hour, minute, second]) => {
        const text = `${four(year)}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:${two(second)}Z`;
        const date = new Date(text);
        // Date takes February 30 for March 2, and 24:00 for the next day.
        const exact = !Number.isNaN(date.getTime()) && date.toISOString() === text.replace("Z", ".000Z");
        expect([text, matches(text)]).toEqual([text, exact]);
      }),
      { numRuns: 2_000 },
    );
  });
});
