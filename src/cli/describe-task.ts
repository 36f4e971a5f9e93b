import type { Task } from "../index.ts";
import { oneLine, visible } from "./output.ts";

/** A task's fields, one a line. Fields without a value are left out. */
export function describeTask(task: Task): string {
  const fields = Object.entries(task).filter(([, value]) => value !== null && value !== undefined && !isEmpty(value));
  const width = Math.max(...fields.map(([name]) => name.length)) + 2;
  return fields
    .map(([name, value]) => `${oneLine(name).padEnd(width)}${show(value).replaceAll("\n", `\n${" ".repeat(width)}`)}`)
    .join("\n");
}

const isEmpty = (value: unknown): boolean => Array.isArray(value) && value.length === 0;

function show(value: unknown): string {
  if (typeof value === "string") return visible(value);
  if (Array.isArray(value) && value.every((item) => typeof item === "string")) return visible(value.join(", "));
  return visible(JSON.stringify(value));
}

/** A task on one line: ID, status, due date and title. */
export const taskLine = ({ id, status, dueDate, title }: Task): string =>
  [oneLine(id).padEnd(24), oneLine(status).padEnd(12), oneLine(dueDate ?? "").padEnd(25), oneLine(title)].join("  ");
