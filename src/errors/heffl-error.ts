/**
 * What is proved about the task of a create that failed.
 *
 * - `"not_created"`: no task was made, so sending it again can't make a second one. A refused task has to be corrected first.
 * - `"created"`: the task was made, though it couldn't be handed back whole. Don't create it again.
 * - `"unknown"`: nothing proves either. Heffl has no idempotency key, so look for the task before you create it again.
 */
export type Outcome = "not_created" | "unknown" | "created";

export interface ErrorDetails {
  outcome: Outcome | undefined;
  taskId?: string | undefined;
  cause?: unknown;
}

// In the registry of all realms, so that `instanceof` holds between two installed copies of this package.
const KINDS = Symbol.for("heffl-client.error");

/** Every error that a call of this client rejects with, and every error that its constructor throws. */
export class HefflError extends Error {
  static readonly kind: string = "HefflError";

  /** What is proved about the task that was to be created; undefined when the call only reads. */
  readonly outcome: Outcome | undefined;
  /** The created task's ID, where one could be read. Only with outcome `"created"`. */
  declare readonly taskId?: string;

  constructor(message: string, { outcome, taskId, cause }: ErrorDetails) {
    super(message, cause === undefined ? undefined : { cause });
    this.outcome = outcome;
    if (taskId !== undefined) this.taskId = taskId;
    Object.defineProperty(this, KINDS, { value: kindsOf(new.target) });
    Object.defineProperty(this, "name", { value: new.target.kind, configurable: true, writable: true });
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    if (Function.prototype[Symbol.hasInstance].call(this, value)) return true;
    const kinds = typeof value === "object" && value !== null ? (value as { [KINDS]?: string[] })[KINDS] : undefined;
    return kinds !== undefined && Object.hasOwn(this, "kind") && kinds.includes(this.kind);
  }
}

/** The kinds of a class and of those that it extends. A user's own subclass has none of its own. */
function kindsOf(type: { kind?: string }): string[] {
  const own = Object.hasOwn(type, "kind") && type.kind !== undefined ? [type.kind] : [];
  const parent: unknown = Object.getPrototypeOf(type);
  return typeof parent === "function" ? [...own, ...kindsOf(parent as { kind?: string })] : own;
}

/** Whether `value` is an error of this client, of this or another installed copy. */
export function isHefflError(value: unknown): value is HefflError {
  return value instanceof HefflError;
}
