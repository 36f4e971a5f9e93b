import { own } from "../config/own.ts";
import { createdAt, isOlder, MARGIN_MS } from "../tasks/since.ts";
import type { Task } from "../tasks/types.ts";
import type { BulkClient } from "./types.ts";

/** How often a page is read that can't be. */
const MAX_TRIES = 8;

/** From when on a task is looked for, in ms since 1970. */
export interface Since {
  since: number;
  /** Whether that is Heffl's own time, and not this machine's. */
  isHefflTime: boolean;
}

/**
 * Reads the list of tasks, from the newest back to the first of some times, for those that carry one of the keys. Gives the
 * tasks by key, the oldest first; undefined when the list couldn't be read.
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
      // Reading does no harm, whatever went wrong. The limiter keeps the waits that the server asks for.
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

/** This machine's clock can be wrong by hours, and right again by now. A time that lies ahead says nothing at all. */
function toHefflTime({ since, isHefflTime }: Since, response: Response): number {
  if (isHefflTime) return since;
  const now = Date.now();
  if (since > now) return Number.NEGATIVE_INFINITY;
  const heffl = Date.parse(response.headers.get("date") ?? "");
  return Number.isNaN(heffl) ? since : since + heffl - now;
}
