import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CliError } from "../../src/cli/exit.ts";
import { checkDateFormat, checkTimeZone, readDate } from "../../src/cli/values/dates.ts";
import { ValueError } from "../../src/cli/values/value-error.ts";

const vienna = { timeZone: "Europe/Vienna", format: undefined };
const as = (format: string, timeZone: string | undefined = "Europe/Vienna") => ({ timeZone, format });

test.each([
  ["2026-12-01", "2026-12-01T00:00:00+01:00"],
  ["2026-07-01", "2026-07-01T00:00:00+02:00"],
  ["2026-12-01T09:30", "2026-12-01T09:30:00+01:00"],
  [" 2026-12-01 09:30:15.250 ", "2026-12-01T09:30:15.25+01:00"],
  ["2026-12-01T09:30Z", "2026-12-01T09:30:00+00:00"],
  ["2026-12-01t09:30:00z", "2026-12-01T09:30:00+00:00"],
  ["2026-12-01T09:30+05:30", "2026-12-01T09:30:00+05:30"],
  ["2026-12-01T09:30-0800", "2026-12-01T09:30:00-08:00"],
  ["2024-02-29", "2024-02-29T00:00:00+01:00"],
])("ISO 8601 is read in the zone, unless it has an offset: %s", (text, expected) => {
  expect(readDate(text, vienna)).toBe(expected);
});

test.each([
  ["dd.MM.yyyy", "01.12.2026", "2026-12-01T00:00:00+01:00"],
  ["dd.MM.yyyy", "1.2.2026", "2026-02-01T00:00:00+01:00"],
  ["MM/dd/yyyy", "01/12/2026", "2026-01-12T00:00:00+01:00"],
  ["dd/MM/yyyy", "01/12/2026", "2026-12-01T00:00:00+01:00"],
  ["d MMM yyyy", "3 Dec 2026", "2026-12-03T00:00:00+01:00"],
  ["dd.MM.yyyy HH:mm", "01.12.2026 09:30", "2026-12-01T09:30:00+01:00"],
  ["M/d/yyyy h:mm a", "12/1/2026 9:30 PM", "2026-12-01T21:30:00+01:00"],
  ["dd.MM.yyyy HH:mm XXX", "01.12.2026 09:30 +05:00", "2026-12-01T04:30:00+00:00"],
])("%s reads %s", (format, text, expected) => {
  expect(readDate(text, as(format))).toBe(expected);
});

test.each([
  ["1.12.2026", vienna, "--date-format"],
  ["12/01/2026", vienna, "--date-format"],
  ["2026-13-01", vienna, "doesn't|isn't"],
  ["2026-02-29", vienna, "isn't a time that exists"],
  ["2026-12-01T24:00", vienna, "isn't a time that exists"],
  ["2026-12-01T09:30:60", vienna, "ISO 8601"],
  ["2026-12-01T09:30+99:00", vienna, "isn't a time that exists"],
  ["2026", vienna, "ISO 8601"],
  ["tomorrow", vienna, "ISO 8601"],
  ["46357", vienna, "ISO 8601"],
  ["0026-12-01", vienna, "the year 26"],
  ["31.02.2026", as("dd.MM.yyyy"), "dd.MM.yyyy"],
  ["13/13/2026", as("dd/MM/yyyy"), "dd/MM/yyyy"],
  ["01.12.26", as("dd.MM.yyyy"), "the year 26"],
  ["2026-12-01", as("dd.MM.yyyy"), "dd.MM.yyyy"],
  ["01.12.2026 09:30", as("dd.MM.yyyy"), "dd.MM.yyyy"],
  ["2026-12-01", { timeZone: undefined, format: undefined }, "--time-zone"],
])("a text that isn't exactly one time is refused, and the error says what to do: %s", (text, rules, message) => {
  expect(() => readDate(text, rules)).toThrow(ValueError);
  expect(() => readDate(text, rules)).toThrow(new RegExp(message));
});

describe("when clocks change", () => {
  test.each([
    ["Europe/Vienna", "2026-03-29T02:30"],
    ["America/New_York", "2026-03-08T02:30"],
    ["America/Sao_Paulo", "2018-11-04"],
    ["Australia/Lord_Howe", "2026-10-04T02:15"],
  ])("a time that doesn't exist in %s is refused", (timeZone, text) => {
    expect(() => readDate(text, { timeZone, format: undefined })).toThrow(/doesn't exist in/);
  });

  test.each([
    ["Europe/Vienna", "2026-10-25T02:30", "2026-10-25T02:30:00+02:00 or 2026-10-25T02:30:00+01:00"],
    ["America/New_York", "2026-11-01T01:30", "2026-11-01T01:30:00-04:00 or 2026-11-01T01:30:00-05:00"],
    ["Australia/Lord_Howe", "2026-04-05T01:45", "2026-04-05T01:45:00+11:00 or 2026-04-05T01:45:00+10:30"],
  ])("a time that exists twice in %s is refused, and both are named", (timeZone, text, both) => {
    expect(() => readDate(text, { timeZone, format: undefined })).toThrow(both);
  });

  test("the hours before and after are read with their own offsets", () => {
    expect(readDate("2026-03-29T01:59", vienna)).toBe("2026-03-29T01:59:00+01:00");
    expect(readDate("2026-03-29T03:00", vienna)).toBe("2026-03-29T03:00:00+02:00");
  });
});

test("a date is the same day wherever it is read", () => {
  const day = fc.date({ min: new Date("1950-01-01"), max: new Date("2100-01-01"), noInvalidDate: true });
  const zone = fc.constantFrom("Europe/Vienna", "Asia/Tokyo", "Pacific/Kiritimati", "Pacific/Pago_Pago", "UTC");
  fc.assert(
    fc.property(day, zone, (date, timeZone) => {
      const text = date.toISOString().slice(0, 10);
      const [year, month, dayOfMonth] = text.split("-");
      const rules = { timeZone, format: "dd.MM.yyyy" };
      const read = (given: string, how: typeof rules | typeof vienna) => {
        try {
          return readDate(given, how);
        } catch (error) {
          return (error as Error).message.replace(given, "");
        }
      };
      const iso = read(text, { timeZone, format: undefined });
      expect(read(`${dayOfMonth}.${month}.${year}`, rules)).toBe(iso);
      if (!iso.includes("exist")) expect(iso.slice(0, 19)).toBe(`${text}T00:00:00`);
    }),
  );
});

test("this machine's own zone changes nothing", () => {
  const code = `
    import { readDate } from "./src/cli/values/dates.ts";
    const rules = { timeZone: "Europe/Vienna", format: "dd.MM.yyyy HH:mm" };
    console.log(readDate("29.03.2026 01:30", rules), readDate("01.12.2026 00:00", rules));`;
  const run = (TZ: string) =>
    execFileSync(process.execPath, ["--import", "tsx", "--input-type=module", "--eval", code], {
      env: { ...process.env, TZ },
      encoding: "utf8",
    });
  expect(run("America/Sao_Paulo")).toBe(run("Asia/Tokyo"));
});

test.each(["DD.MM.YYYY", "dd.mm.yyyy", "dd.MM", "MM/yyyy", "", "dd.MM.yyyy hh:mm", "dd.MM.yyyy foo", "HH:mm"])(
  "a format that can't tell one time from another is refused: %s",
  (format) => {
    expect(() => checkDateFormat(format)).toThrow(CliError);
    expect(() => checkDateFormat(format)).toThrow(/Such as: dd\.MM\.yyyy/);
  },
);

test.each(["dd.MM.yyyy", "d.M.yy", "yyyy/MM/dd", "MM/dd/yyyy HH:mm", "d. MMMM yyyy", "M/d/yyyy h:mm a"])(
  "a format that can is accepted: %s",
  (format) => {
    expect(checkDateFormat(format)).toBe(format);
  },
);

test.each(["Europe/Wien", "CEST", "Vienna", "", "+99:00"])("a zone that doesn't exist is refused: %s", (zone) => {
  expect(() => checkTimeZone(zone)).toThrow(CliError);
});
