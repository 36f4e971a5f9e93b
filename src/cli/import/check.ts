import type { Heffl } from "../../index.ts";
import { CliError } from "../exit.ts";
import type { Problem } from "../read/table.ts";
import { type Converted, convert, type Rules, validate } from "./convert.ts";
import type { Input } from "./input.ts";

/** The result of checking a whole file. */
export interface Checked {
  /** How many rows there are, valid or not. */
  count: number;
  /** The problems of the invalid rows as text, by the row's place from 0. */
  invalid: ReadonlyMap<number, string>;
}

interface Watch {
  onProblem(problem: Problem): void;
  onRow(count: number): void;
}

/** Checks every row before anything is sent. Calls `onProblem` for each problem when it is found. */
export async function check(input: Input, rules: Rules, heffl: Heffl, watch: Watch): Promise<Checked> {
  const invalid = new Map<number, string>();
  const lines = new Map<string, number>();
  let count = 0;
  for await (const row of input.rows()) {
    const converted = convert(row, rules);
    const problems = [...converted.problems, ...repeated(row.line, keyOf(converted, heffl), lines)];
    // Not for a row that couldn't be read completely: the fields that it seems to lack would be reported too.
    if (row.problems.length === 0) problems.push(...validate(converted, rules, heffl));
    for (const problem of problems) watch.onProblem(problem);
    if (problems.length > 0) invalid.set(count, problems.map(textOf).join(" "));
    watch.onRow(++count);
  }
  return { count, invalid };
}

/** A row's key from the key column, else the one that its task has in the field for keys. */
function keyOf({ key, task }: Converted, { idempotencyField: field }: Heffl): string | undefined {
  const fieldKey = field === undefined ? undefined : (task as unknown as Record<string, unknown>)[field];
  return key ?? (typeof fieldKey === "string" ? fieldKey : undefined);
}

function repeated(line: number, key: string | undefined, lines: Map<string, number>): Problem[] {
  if (key === undefined) return [];
  const first = lines.get(key);
  if (first === undefined) lines.set(key, line);
  return first === undefined ? [] : [{ line, message: `The key ${JSON.stringify(key)} is that of line ${first} too.` }];
}

/** `Due date: "1.12.2026" isn't a date …` */
const textOf = ({ column, message }: Problem): string => (column === undefined ? message : `${column}: ${message}`);

/** `leads.csv:3: Due date: "1.12.2026" isn't a date …` */
export const describe = (name: string, problem: Problem): string => `${name}:${problem.line}: ${textOf(problem)}`;

/** Throws a {@link CliError} unless the rows may be sent. */
export function refuseInvalid({ count, invalid }: Checked, skip: boolean | undefined): void {
  if (count === 0) throw new CliError("There are no rows. Nothing was sent.");
  if (invalid.size === 0 || (skip && invalid.size < count)) return;
  const how = skip ? "" : " Correct them, or leave them out with --skip-invalid.";
  throw new CliError(`${invalid.size} of ${count} rows are invalid. Nothing was sent.${how}`);
}
