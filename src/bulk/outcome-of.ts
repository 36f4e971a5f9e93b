import { HefflApiError } from "../errors/answer-errors.ts";
import { HefflAbortError } from "../errors/connection-errors.ts";
import { HefflDuplicateError } from "../errors/duplicate-error.ts";
import type { HefflError } from "../errors/heffl-error.ts";
import { HefflConfigurationError, HefflValidationError } from "../errors/request-errors.ts";
import { readWait } from "../http/rate-limit.ts";
import type { RowOutcome } from "./types.ts";

/** What the error of a row's create means for the row, and for the run. */
export interface Meaning {
  outcome: RowOutcome;
  /** How long the server asks to wait before the row is sent again, in ms. Then this is no end. */
  waitMs?: number;
  /** What stops the run when it comes three times in a row. */
  trouble?: "key" | "network";
}

/** How long to wait after a 429 that doesn't say, in ms. */
const UNTOLD_WAIT_MS = 5_000;

export function meaningOf(error: HefflError): Meaning {
  if (error.outcome === "created" || error instanceof HefflDuplicateError) return { outcome: "created" };
  if (error.outcome === "unknown") return { outcome: "unknown" };
  if (error instanceof HefflValidationError) return { outcome: "refused" };
  if (error instanceof HefflConfigurationError) return { outcome: "pending", trouble: "key" };
  if (error instanceof HefflApiError) {
    const { status, headers } = error;
    if (status === 429) return { outcome: "pending", waitMs: readWait(headers, Date.now(), true) ?? UNTOLD_WAIT_MS };
    if (status === 401 || status === 403) return { outcome: "pending", trouble: "key" };
    return { outcome: "refused" };
  }
  return error instanceof HefflAbortError ? { outcome: "pending" } : { outcome: "pending", trouble: "network" };
}
