import { HefflError } from "../errors/heffl-error.ts";

/**
 * A run stopped before its end, or didn't begin. The `reason` is `"key"` if the API key isn't accepted, `"network"` if there is
 * no connection, `"journal"` if the journal can't be read or written, and `"rows"` if a row can't be used. Fix that and run it
 * again with the same journal: it continues where it stopped.
 */
export class HefflBulkError extends HefflError {
  static override readonly kind = "HefflBulkError";
  readonly reason: "key" | "network" | "journal" | "rows";

  constructor(reason: HefflBulkError["reason"], message: string, cause?: unknown) {
    super(message, { outcome: undefined, cause });
    this.reason = reason;
  }
}
