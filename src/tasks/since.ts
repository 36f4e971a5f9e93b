import { refuse } from "../config/checks.ts";
import { own } from "../config/own.ts";
import type { CallResult } from "../http/call.ts";
import { type Page, pagesOf, type ReadPage } from "./list-tasks.ts";

/** A task, and the page that it was read from. */
export interface Listed {
  task: { id: string };
  from: CallResult<Page>;
}

/** When a task was created, in ms since 1970; undefined where it doesn't say so. */
export function createdAt(task: unknown): number | undefined {
  const time = Date.parse(`${own(task, "createdAt")}`);
  return Number.isNaN(time) ? undefined : time;
}

/** A point in time, in ms since 1970. Throws a HefflConfigurationError. */
export function checkSince(since: unknown): number {
  const text = since instanceof Date && !Number.isNaN(since.getTime()) ? since.toISOString() : since;
  const isTime = typeof text === "string" && /^\d{4}-\d\d-\d\dT.*(?:Z|[+-]\d\d:\d\d)$/i.test(text);
  const time = isTime ? Date.parse(text) : Number.NaN;
  return Number.isNaN(time) ? refuse("since must be a valid Date or a date-time like 2026-12-01T09:00:00Z.") : time;
}

/** The tasks that were created at `since` (ms since 1970) or later, and those that don't tell when; the newest first. */
export async function* tasksSince(read: ReadPage, pageSize: number, since: number): AsyncGenerator<Listed, void> {
  for await (const page of pagesOf(read, { pageSize })) {
    const { data } = page.result;
    for (const task of data) if (!isOlder(task, since)) yield { task, from: page };
    if (data.some((task) => isOlder(task, since))) return;
  }
}

/** Whether a task says that it was created before `time`, in ms since 1970. */
export const isOlder = (task: unknown, time: number): boolean => (createdAt(task) ?? Number.POSITIVE_INFINITY) < time;
