import { type Heffl, HefflValidationError, type NewTask } from "../../index.ts";
import type { Problem, Row } from "../read/table.ts";
import type { DateRules } from "../values/dates.ts";
import { type Kind, readValue, suggestValue } from "../values/kinds.ts";
import { ValueError } from "../values/value-error.ts";
import type { ColumnRules, Columns } from "./columns.ts";

export interface Rules {
  names: readonly string[];
  columns: Columns;
  /** What was given with --map. */
  map: ColumnRules["map"];
  dates: DateRules;
  /** The word for null; undefined where there is none. */
  nullWord: string | undefined;
}

/** A row as a task. If there are problems, the task isn't complete and must not be sent. */
export interface Converted {
  row: Row;
  task: NewTask;
  key: string | undefined;
  problems: readonly Problem[];
}

/** Makes a task of a row. */
export function convert(row: Row, rules: Rules): Converted {
  const { line, cells } = row;
  const problems = [...row.problems];
  const task: Record<string, unknown> = {};
  for (const [index, target] of rules.columns.targets.entries()) {
    const cell = cells[index];
    if (target === undefined || isEmpty(cell, target.kind)) continue;
    try {
      task[target.field] = toValue(cell, target.kind, rules);
    } catch (error) {
      if (!(error instanceof ValueError)) throw error;
      problems.push({ line, column: `${rules.names[index]}`, message: error.message });
    }
  }
  const key = readKey(row, rules, problems);
  return { row, task: task as unknown as NewTask, key, problems };
}

/** A cell of spaces counts as empty, unless it is text. */
const isEmpty = (cell: unknown, kind: Kind): boolean =>
  cell === undefined || cell === "" || (kind !== "text" && typeof cell === "string" && cell.trim() === "");

function toValue(cell: unknown, kind: Kind, { dates, nullWord }: Rules): unknown {
  if (cell === null || cell === nullWord) return null;
  if (typeof cell === "string") return readValue(cell, kind, dates);
  const isRight = kind === "text" || (kind === "list" ? Array.isArray(cell) : typeof cell === kind);
  if (!isRight)
    throw new ValueError(`${JSON.stringify(cell)} can't be used as ${kind === "date" ? "a date" : `a ${kind}`}.`);
  return cell;
}

function readKey({ line, cells }: Row, { columns, names }: Rules, problems: Problem[]): string | undefined {
  if (columns.key === undefined) return undefined;
  const cell = cells[columns.key];
  const key = typeof cell === "number" ? `${cell}` : cell;
  if (typeof key === "string" && key.trim() !== "") return key;
  const why = key === undefined || key === null || key === "" ? "The key is empty" : "The key isn't text";
  problems.push({ line, column: `${names[columns.key]}`, message: `${why}. Every row needs a key of its own.` });
  return undefined;
}

/** The problems of a task by the OpenAPI document. */
export function validate({ row, task, key }: Converted, { names, columns }: Rules, heffl: Heffl): Problem[] {
  try {
    heffl.tasks.preview(task, heffl.idempotencyField === undefined ? {} : { idempotencyKey: key });
    return [];
  } catch (error) {
    if (!(error instanceof HefflValidationError)) throw error;
    return error.issues.map(({ field, message }) => {
      const name = field?.split(".")[0] ?? "";
      const index = columns.targets.findIndex((target) => target?.field === name);
      const suggestion = suggestValue(name, (task as unknown as Record<string, unknown>)[name]);
      return { line: row.line, column: index < 0 ? name : `${names[index]}`, message: `${message}${suggestion}` };
    });
  }
}
