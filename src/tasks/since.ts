import { refuse } from "../config/checks.ts";
import { own } from "../config/own.ts";
import type { CallResult } from "../http/call.ts";
import { type Page, pagesOf, type ReadPage } from "./list-tasks.ts";

/** A task, and the page from which it was read. */
export interface Listed {
  task: { id: string };
  from: CallResult<Page>;
}

/** When a task was created, in ms since 1970; undefined if it has no readable `createdAt`. */
export function createdAt(task: unknown): number | undefined {
  const time = Date.parse(`${own(task, "createdAt")}`);
  return Number.isNaN(time) ? undefined : time;
}

/** Checks the option `since`, and returns it in ms since 1970. Throws a HefflConfigurationError. */
export function checkSince(since: unknown): number {
  const time = since instanceof Date ? since.getTime() : typeof since === "string" ? toTime(since) : undefined;
  if (time !== undefined && !Number.isNaN(time)) return time;
  return refuse("since must be a valid Date or a date-time like 2026-12-01T09:00:00Z.");
}

/** A date-time with an offset, in ms since 1970; undefined for any other text. */
export function toTime(text: string): number | undefined {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d.*(?:Z|[+-]\d\d:\d\d)$/i.test(text)) return undefined;
  const time = Date.parse(text);
  return Number.isNaN(time) ? undefined : time;
}

/** How long before its request a task's `createdAt` may be, in ms, because clocks differ. */
export const MARGIN_MS = 5 * 60_000;

/**
 * The tasks that were created at `since` (ms since 1970) or later, and those without a readable `createdAt`; the newest first.
 */
export async function* tasksSince(read: ReadPage, pageSize: number, since: number): AsyncGenerator<Listed, void> {
  for await (const page of pagesOf(read, { pageSize })) {
    const { data } = page.result;
    for (const task of data) if (!isOlder(task, since)) yield { task, from: page };
    if (data.some((task) => isOlder(task, since))) return;
  }
}

/** Whether a task says that it was created before `time`, in ms since 1970. */
export const isOlder = (task: unknown, time: number): boolean => (createdAt(task) ?? Number.POSITIVE_INFINITY) < time;
