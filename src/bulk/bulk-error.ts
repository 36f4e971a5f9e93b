import { HefflError } from "../errors/heffl-error.ts";

/**
 * Why a run stopped before its end, or didn't begin: the `"key"` isn't accepted, the `"network"` is gone, the `"journal"` can't be
 * used, or the `"rows"` can't. Run it again when that is mended: nothing is lost.
 */
export class HefflBulkError extends HefflError {
  static override readonly kind = "HefflBulkError";
  readonly reason: "key" | "network" | "journal" | "rows";

  constructor(reason: HefflBulkError["reason"], message: string, cause?: unknown) {
    super(message, { outcome: undefined, cause });
    this.reason = reason;
  }
}
