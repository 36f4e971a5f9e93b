import { HefflError } from "./heffl-error.ts";

/**
 * There are several tasks with the idempotency key of this create. Don't create it again; delete all but one.
 *
 * @example if (error instanceof HefflDuplicateError) console.error(error.taskIds);
 */
export class HefflDuplicateError extends HefflError {
  static override readonly kind = "HefflDuplicateError";
  /** The tasks' IDs, the oldest first. */
  readonly taskIds: string[];

  /** @param taskIds at least two, the oldest first */
  constructor(message: string, taskIds: string[]) {
    super(message, { outcome: "created", taskId: taskIds[0] });
    this.taskIds = taskIds;
  }
}
