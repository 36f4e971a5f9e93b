import { AsyncLocalStorage } from "node:async_hooks";
import type { HeadersLike } from "../config/transport.ts";
import { readRateLimit, readWait } from "../http/rate-limit.ts";
import type { Journal } from "./journal.ts";
import type { Limiter } from "./limiter.ts";
import type { BulkClient } from "./types.ts";

/** How long to wait after a 429 that names no time, in ms. */
const DEFAULT_WAIT_MS = 5_000;

/** Ends the turn of the create that is being sent. The turn is taken before the row is written to the journal. */
export const TURN = new AsyncLocalStorage<() => void>();

/**
 * A client that sends within the limiter, and pauses it when an answer says that the rate limit is used up. A create has its turn
 * already, so only reads wait for one here.
 */
export const paced = <CF>(
  heffl: BulkClient<CF>,
  limiter: Limiter,
  journal: Journal,
  onPause: () => void,
): BulkClient<CF> =>
  heffl.withOptions({
    retryUnknown: false,
    maxRetries: 0, // the run itself sends a row again, so that all rows wait and the journal has each sending
    totalTimeoutMs: undefined, // a read may have to wait for its turn
    beforeRequest: async ({ method, signal }) => {
      const isRead = method === "GET";
      const end = isRead ? await limiter.take(true, signal) : TURN.getStore();
      return (answer?: { status: number; headers: HeadersLike }) => {
        end?.();
        if (isRead) journal.noteRead();
        const waitMs = answer && waitOf(answer);
        if (waitMs === undefined) return;
        limiter.pause(waitMs);
        onPause();
      };
    },
  });

/** How long to send nothing after an answer, in ms; undefined if it asks for no wait. */
function waitOf({ status, headers }: { status: number; headers: HeadersLike }): number | undefined {
  if (status === 429) return readWait(headers, Date.now(), true) ?? DEFAULT_WAIT_MS;
  const limit = readRateLimit(headers, Date.now());
  return limit?.remaining === 0 ? limit.resetMs : undefined;
}
