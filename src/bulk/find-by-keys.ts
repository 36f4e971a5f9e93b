import { own } from "../config/own.ts";
import { createdAt, isOlder, MARGIN_MS } from "../tasks/since.ts";
import type { Task } from "../tasks/types.ts";
import type { BulkClient } from "./types.ts";

/** How many times a page is requested that can't be read. */
const MAX_TRIES = 8;

/** The earliest time at which a task can have been created. */
export interface Since {
  /** In ms since 1970. */
  since: number;
  /** Whether `since` is by Heffl's clock, and not by this machine's. */
  isHefflTime: boolean;
}

/**
 * Finds the tasks that carry one of the keys, in the list from the newest task back to the earliest of `times`. Returns them by
 * key, the oldest first; undefined if the list couldn't be read.
 */
export async function findByKeys<CF>(
  heffl: BulkClient<CF>,
  field: string,
  keys: ReadonlySet<string>,
  times: readonly Since[],
  signal: AbortSignal,
): Promise<Map<string, Task<CF>[]> | undefined> {
  const found = new Map<string, Map<string, Task<CF>>>();
  let cursor: string | undefined;
  for (let tries = 1, isRead = false; !isRead; ) {
    try {
      for await (const { data, meta, response } of heffl.tasks.list({ pageSize: 100, cursor }, { signal }).pages()) {
        note(data);
        const from = times.map((time) => toHefflTime(time, response)).reduce((a, b) => Math.min(a, b)) - MARGIN_MS;
        if (data.some((task) => isOlder(task, from))) break;
        cursor = meta.nextCursor ?? undefined;
        tries = 1;
      }
      isRead = true;
    } catch {
      // Tried again after any failure, because reading is safe. The limiter waits if the server asks for it.
      if (tries++ === MAX_TRIES || signal.aborted) return undefined;
    }
  }
  const byAge = (a: Task<CF>, b: Task<CF>) => (createdAt(a) ?? 0) - (createdAt(b) ?? 0);
  return new Map([...found].map(([key, tasks]) => [key, [...tasks.values()].reverse().sort(byAge)]));

  function note(data: Task<CF>[]): void {
    for (const task of data) {
      const key = own(task, field);
      if (typeof key !== "string" || !keys.has(key)) continue;
      const tasks = found.get(key) ?? new Map<string, Task<CF>>();
      found.set(key, tasks.set(task.id, task));
    }
  }
}

/** Converts a time by this machine's clock, which can be wrong by hours. A time in the future shows that it was wrong then. */
function toHefflTime({ since, isHefflTime }: Since, response: Response): number {
  if (isHefflTime) return since;
  const now = Date.now();
  if (since > now) return Number.NEGATIVE_INFINITY;
  const heffl = Date.parse(response.headers.get("date") ?? "");
  return Number.isNaN(heffl) ? since : since + heffl - now;
}
