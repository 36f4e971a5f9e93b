import { utc } from "@date-fns/utc";
import { format, isSameDay, isSameMinute, isValid, parse } from "date-fns";
import { Temporal } from "temporal-polyfill";
import { CliError } from "../exit.ts";
import { ValueError } from "./value-error.ts";

/** How dates are written. */
export interface DateRules {
  /** The zone of dates and times without an offset; undefined when they must have one. */
  timeZone: string | undefined;
  /** As Unicode writes it: `dd.MM.yyyy HH:mm`. Without it only ISO 8601 is read. */
  format: string | undefined;
}

const ISO = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::[0-5]\d(?:\.\d{1,9})?)?) ?(Z|[+-]\d{2}:?\d{2})?)?$/i;
/** Other years are probably mistakes, such as a year of two digits. */
const FIRST_YEAR = 1900;
const LAST_YEAR = 2999;

/** The dates that were read already. Files repeat dates, and reading one takes far longer than looking it up. */
const KNOWN = new WeakMap<DateRules, Map<string, string>>();
const MAX_KNOWN = 10_000;

/** A date or a time as RFC 3339, with the offset of its zone. Throws a {@link ValueError} if it isn't exactly one time. */
export function readDate(given: string, rules: DateRules): string {
  const known = KNOWN.get(rules) ?? new Map<string, string>();
  const date = known.get(given) ?? readAnew(given, rules);
  if (known.size < MAX_KNOWN) KNOWN.set(rules, known.set(given, date));
  return date;
}

function readAnew(given: string, rules: DateRules): string {
  const { local, offset } =
    rules.format === undefined ? readIso(given.trim()) : readFormatted(given.trim(), rules.format);
  if (local.year < FIRST_YEAR || local.year > LAST_YEAR)
    throw new ValueError(
      `${quote(given)} is in the year ${local.year}. Years from ${FIRST_YEAR} to ${LAST_YEAR} are accepted.`,
    );
  return text(offset === undefined ? inZone(local, rules, given) : local.toZonedDateTime(offset));
}

interface Read {
  local: Temporal.PlainDateTime;
  /** `+02:00`; undefined when the text has none. */
  offset?: string | undefined;
}

function readIso(text: string): Read {
  const [, date, time = "00:00", zone] = ISO.exec(text) ?? [];
  if (date === undefined)
    throw new ValueError(
      `${quote(text)} isn't a date in ISO 8601, such as 2026-12-01 or 2026-12-01T09:30. Dates that are written otherwise need --date-format.`,
    );
  try {
    const local = Temporal.PlainDateTime.from(`${date}T${time}`, { overflow: "reject" });
    const offset = zone && (/z/i.test(zone) ? "UTC" : zone);
    if (offset) local.toZonedDateTime(offset);
    return { local, offset };
  } catch {
    throw new ValueError(`${quote(text)} isn't a time that exists.`);
  }
}

function readFormatted(text: string, form: string): Read {
  const date = parse(text, form, new Date(), { in: utc });
  if (!isValid(date)) throw new ValueError(`${quote(text)} isn't a date in the form ${form}.`);
  const time = Temporal.Instant.fromEpochMilliseconds(date.getTime()).toZonedDateTimeISO("UTC");
  return { local: time.toPlainDateTime(), offset: hasField(form, /[Xx]/) ? "UTC" : undefined };
}

function inZone(
  local: Temporal.PlainDateTime,
  { timeZone, format: form }: DateRules,
  given: string,
): Temporal.ZonedDateTime {
  if (timeZone === undefined)
    throw new ValueError(`${quote(given)} has no offset. Name its time zone, such as --time-zone Europe/Vienna.`);
  const [earlier, later] = (["earlier", "later"] as const).map((disambiguation) =>
    local.toZonedDateTime(timeZone, { disambiguation }),
  ) as [Temporal.ZonedDateTime, Temporal.ZonedDateTime];
  if (earlier.epochMilliseconds === later.epochMilliseconds) return earlier;
  if (!earlier.toPlainDateTime().equals(local))
    throw new ValueError(
      `${quote(given)} doesn't exist in ${timeZone}, where the clocks go forward then. Write another time, such as ${later.toPlainDateTime().toString({ smallestUnit: "minute" })}.`,
    );
  const how = form === undefined ? "Write which is meant" : "Write it with an offset, and XXX in --date-format";
  throw new ValueError(
    `${quote(given)} exists twice in ${timeZone}, where the clocks go back then. ${how}: ${text(earlier)} or ${text(later)}.`,
  );
}

const text = (time: Temporal.ZonedDateTime): string => time.toString({ timeZoneName: "never" });

/** Throws a {@link CliError} for a zone that doesn't exist. */
export function checkTimeZone(timeZone: string): string {
  try {
    return Temporal.Now.zonedDateTimeISO(timeZone).timeZoneId;
  } catch {
    throw new CliError(
      `There is no time zone ${quote(timeZone)}. Use a name such as Europe/Vienna, America/New_York or UTC.`,
    );
  }
}

/** Throws a {@link CliError} for a format that doesn't identify a day, or the time of day if it contains one. */
export function checkDateFormat(form: string): string {
  const why = problemOf(form);
  if (why)
    throw new CliError(`--date-format ${quote(form)} can't be used. ${why} Such as: dd.MM.yyyy, MM/dd/yyyy HH:mm.`);
  return form;
}

/** Checks that a sample that is written in the format is read as the same day and time. */
function problemOf(form: string): string | undefined {
  if ([/y/, /[ML]/, /d/].some((field) => !hasField(form, field)))
    return "It needs a day (dd), a month (MM) and a year (yyyy).";
  const sample = new Date("2026-12-31T21:45:00Z");
  try {
    const read = parse(format(sample, form, { in: utc }), form, new Date(), { in: utc });
    if (!isSameDay(read, sample, { in: utc })) return "It doesn't tell one day from another.";
    const isTime = hasField(form, /[abBhHkKm]/);
    return isTime && !isSameMinute(read, sample) ? "It needs an hour (HH, or hh with a) and minutes (mm)." : undefined;
  } catch (error) {
    return `${(error as Error).message.split(";")[0]}.`;
  }
}

/** Whether a format has a field, outside of quoted text. */
const hasField = (form: string, field: RegExp): boolean => field.test(form.replaceAll(/'[^']*'/g, ""));

export const machineTimeZone = (): string => Temporal.Now.timeZoneId();

const quote = (text: string): string => JSON.stringify(text);
