import { own } from "../config/own.ts";
import type { Task } from "../tasks/types.ts";
import type { BulkClient } from "./types.ts";

/** How long before it was sent a task may seem to be created, in ms: clocks differ. */
const MARGIN_MS = 5 * 60_000;

/**
 * Reads the list of tasks, from the newest back to a time, for those that carry one of the keys. Gives the tasks by key, the
 * oldest first; undefined when the list couldn't be read.
 *
 * @param since in ms since 1970
 */
export async function findByKeys<CF>(
  heffl: BulkClient<CF>,
  field: string,
  keys: ReadonlySet<string>,
  since: number,
  signal: AbortSignal,
): Promise<Map<string, Task<CF>[]> | undefined> {
  const found = new Map<string, Map<string, Task<CF>>>();
  try {
    for await (const task of heffl.tasks.list({ pageSize: 100 }, { signal, maxRetries: 10 })) {
      if (Date.parse(`${own(task, "createdAt")}`) < since - MARGIN_MS) break;
      const key = own(task, field);
      if (typeof key !== "string" || !keys.has(key)) continue;
      const tasks = found.get(key) ?? new Map<string, Task<CF>>();
      found.set(key, tasks.set(String(own(task, "id")), task));
    }
  } catch {
    return undefined;
  }
  return new Map([...found].map(([key, tasks]) => [key, [...tasks.values()].reverse()]));
}
