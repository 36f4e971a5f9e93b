import { HefflError } from "../errors/heffl-error.ts";

/**
 * A run stopped before its end, or didn't begin. Fix what its `reason` names and run it again with the same journal: it continues
 * where it stopped.
 *
 * - `"key"`: the API key isn't accepted.
 * - `"configuration"`: the client can't send, for example because its `apiKey` function fails or its transport is closed.
 * - `"network"`: there is no connection.
 * - `"journal"`: the journal can't be read or written.
 * - `"rows"`: a row can't be used.
 */
export class HefflBulkError extends HefflError {
  static override readonly kind = "HefflBulkError";
  readonly reason: "key" | "configuration" | "network" | "journal" | "rows";

  constructor(reason: HefflBulkError["reason"], message: string, cause?: unknown) {
    super(message, { outcome: undefined, cause });
    this.reason = reason;
  }
}
