import type { NewTask } from "../../index.ts";
import { isExact } from "../exact-number.ts";
import { CliError } from "../exit.ts";
import { type DateRules, readDate } from "./dates.ts";
import { didYouMean } from "./suggest.ts";
import { ValueError } from "./value-error.ts";

/** The types of values that a text can be read as. */
export const KINDS = ["text", "number", "boolean", "date", "list"] as const;
export type Kind = (typeof KINDS)[number];

type Documented = Exclude<keyof NewTask, `cf_${string}`>;

/** The documented fields of a task. The type checks that they are those of the OpenAPI document. */
export const FIELDS: Readonly<Record<Documented, Kind>> = {
  title: "text",
  description: "text",
  status: "text",
  type: "text",
  priority: "text",
  startDate: "date",
  dueDate: "date",
  showTime: "boolean",
  durationMinutes: "number",
  assigneeIds: "list",
  tagIds: "list",
  entity: "text",
  entityId: "text",
};

/** The fields whose values the OpenAPI document lists. The type checks each value. */
const VALUES: { [K in Documented]?: readonly (NewTask[K] & string)[] } = {
  status: ["OPEN", "IN_PROGRESS", "ON_HOLD", "COMPLETED", "CANCELLED"],
  type: ["call", "todo", "meeting"],
  priority: ["LOW", "MEDIUM", "HIGH"],
  entity: ["projects", "leads", "deals"],
};

/** The value that is most likely meant, as a sentence; empty when none is close. */
export const suggestValue = (field: string, value: unknown): string =>
  isField(field) && typeof value === "string" ? didYouMean(value, VALUES[field] ?? []) : "";

export const isField = (name: string): name is Documented => Object.hasOwn(FIELDS, name);
export const isCustomField = (name: string): boolean => /^cf_[^:]+$/.test(name);

const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;
const BOOLEANS = new Map([
  ["true", true],
  ["yes", true],
  ["1", true],
  ["false", false],
  ["no", false],
  ["0", false],
]);

/** Reads a text as a value of a kind. Throws a {@link ValueError}. */
export function readValue(text: string, kind: Kind, dates: DateRules): unknown {
  switch (kind) {
    case "text":
      return text;
    case "number":
      return readNumber(text);
    case "boolean":
      return readBoolean(text);
    case "date":
      return readDate(text, dates);
    case "list":
      return text
        .split(";")
        .map((item) => item.trim())
        .filter((item) => item !== "");
  }
}

function readNumber(text: string): number {
  const digits = text.trim();
  if (!NUMBER.test(digits))
    throw new ValueError(
      `${JSON.stringify(text)} isn't a number. Numbers have a decimal point and no leading zeros, such as 90 or 1.5.`,
    );
  const number = Number(digits);
  if (!isExact(digits) || Math.abs(number) > Number.MAX_SAFE_INTEGER)
    throw new ValueError(`${JSON.stringify(text)} would lose digits as a number. Use it as text.`);
  return number;
}

function readBoolean(text: string): boolean {
  const value = BOOLEANS.get(text.trim().toLowerCase());
  if (value === undefined)
    throw new ValueError(`${JSON.stringify(text)} is neither true nor false (or yes, no, 1, 0).`);
  return value;
}

/** The field for a text, and how the text is read. */
export interface Target {
  field: string;
  kind: Kind;
}

/** Reads `dueDate`, `cf_note` or `cf_score:number`. Throws a {@link CliError}. */
export function parseTarget(given: string): Target {
  const [, field = "", kindName] = /^(.*?)(?::([^:]*))?$/s.exec(given) ?? [];
  const fixed = isField(field) ? FIELDS[field] : undefined;
  if (fixed === undefined && !isCustomField(field))
    throw new CliError(
      `There is no field ${JSON.stringify(field)}.${didYouMean(field, Object.keys(FIELDS))} ${ACCEPTED}`,
    );
  const kind = kindName === undefined ? (fixed ?? "text") : KINDS.find((one) => one === kindName);
  if (kind === undefined)
    throw new CliError(
      `There is no type ${JSON.stringify(kindName)}.${didYouMean(kindName ?? "", KINDS)} Types: ${KINDS.join(", ")}.`,
    );
  if (fixed !== undefined && kind !== fixed) throw new CliError(`${field} is always read as ${fixed}, not as ${kind}.`);
  return { field, kind };
}

/** The fields that a task takes, as a sentence. */
export const ACCEPTED = `Fields: ${Object.keys(FIELDS).join(", ")}, and custom fields that begin with cf_.`;
