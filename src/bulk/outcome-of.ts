import { HefflApiError } from "../errors/answer-errors.ts";
import { HefflAbortError } from "../errors/connection-errors.ts";
import { HefflDuplicateError } from "../errors/duplicate-error.ts";
import type { HefflError } from "../errors/heffl-error.ts";
import { HefflConfigurationError, HefflValidationError } from "../errors/request-errors.ts";
import type { RowOutcome } from "./types.ts";

/** What the error of a create means for its row and for the run. */
export interface Meaning {
  outcome: RowOutcome;
  /** Whether it was a 429, so that the row is sent again after a wait. */
  limited?: boolean;
  /** A problem that stops the run when three rows in a row have it. */
  trouble?: "key" | "configuration" | "network";
  duplicates?: readonly string[];
}

export function meaningOf(error: HefflError): Meaning {
  if (error instanceof HefflDuplicateError) return { outcome: "created", duplicates: error.taskIds };
  if (error.outcome === "created") return { outcome: "created" };
  if (error.outcome === "unknown") return { outcome: "unknown" };
  if (error instanceof HefflValidationError) return { outcome: "refused" };
  if (error instanceof HefflConfigurationError) return { outcome: "pending", trouble: "configuration" };
  if (error instanceof HefflApiError) {
    const { status } = error;
    if (status === 429) return { outcome: "pending", limited: true };
    if (status === 401 || status === 403) return { outcome: "pending", trouble: "key" };
    return { outcome: status === 400 || status === 404 || status === 409 ? "refused" : "pending" };
  }
  return error instanceof HefflAbortError ? { outcome: "pending" } : { outcome: "pending", trouble: "network" };
}
