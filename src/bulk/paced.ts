import { AsyncLocalStorage } from "node:async_hooks";
import type { HeadersLike } from "../config/transport.ts";
import { readRateLimit, readWait } from "../http/rate-limit.ts";
import type { Journal } from "./journal.ts";
import type { Limiter } from "./limiter.ts";
import type { BulkClient } from "./types.ts";

/** How long to wait after a 429 that doesn't say, in ms. */
const UNTOLD_WAIT_MS = 5_000;

/** The turn of the row that is being sent: it is taken before the row is written into the journal. */
export const TURN = new AsyncLocalStorage<() => void>();

/**
 * A client whose requests follow the limiter, and which tells it what every answer says of the rate limit. A create
 * has its turn already, so only reads wait here.
 */
export const paced = <CF>(
  heffl: BulkClient<CF>,
  limiter: Limiter,
  journal: Journal,
  onPause: () => void,
): BulkClient<CF> =>
  heffl.withOptions({
    retryUnknown: false,
    maxRetries: 0, // all rows wait together, and the journal knows of it
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

/** How long nothing is to be sent after an answer, in ms; undefined when it doesn't say so. */
function waitOf({ status, headers }: { status: number; headers: HeadersLike }): number | undefined {
  if (status === 429) return readWait(headers, Date.now(), true) ?? UNTOLD_WAIT_MS;
  const limit = readRateLimit(headers, Date.now());
  return limit?.remaining === 0 ? limit.resetMs : undefined;
}
