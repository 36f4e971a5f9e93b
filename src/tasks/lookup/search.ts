import type { Stop } from "../../http/stop.ts";
import { createdAt, type Listed } from "../since.ts";
import type { NewestTasks } from "./newest-tasks.ts";
import { firstWaitMs } from "./options.ts";

/** How a search for the tasks with a key ended. */
export interface Search {
  /** The oldest first. */
  found: Listed[];
  /** How many times the newest tasks were looked through, including times when reading them failed. */
  looks: number;
  /** Why it ended early, as a sentence. */
  why?: string | undefined;
}

/**
 * Looks repeatedly for the tasks with a key, until it has found `enough` of them, `lookupMs` (ms) is over, or the call has to
 * end.
 *
 * @param began when the create began, by `performance.now()`, in ms
 */
export async function search(
  newest: NewestTasks,
  key: string,
  { began, enough, lookupMs, stop }: { began: number; enough: number; lookupMs: number; stop: Stop },
): Promise<Search> {
  const wanted = { key, began, found: new Map<string, Listed>() };
  const endsAt = performance.now() + lookupMs;
  let backoffMs = firstWaitMs(lookupMs);
  let looks = 0;
  let why: string | undefined;
  for (;;) {
    const { askedMs } = newest;
    const waitMs = Math.max(backoffMs, askedMs);
    const leftMs = endsAt - performance.now();
    if (waitMs >= Math.min(leftMs, stop.leftMs)) {
      if (askedMs > backoffMs) why = `The server asks for a wait of ${Math.ceil(askedMs / 1000)} s.`;
      else if (waitMs < leftMs) why = "Another look doesn't fit into totalTimeoutMs.";
      break;
    }
    if (!(await stop.pause(waitMs))) break;
    if (newest.askedMs > 0) continue; // another create was told to wait meanwhile
    const whole = await newest.look(wanted, stop, endsAt - performance.now());
    looks++;
    if (stop.why !== undefined || (whole && wanted.found.size >= enough)) break;
    backoffMs = 2 * firstWaitMs(lookupMs);
  }
  const found = [...wanted.found.values()].reverse();
  return { found: found.sort((a, b) => (createdAt(a.task) ?? 0) - (createdAt(b.task) ?? 0)), looks, why };
}
