import { own } from "../config/own.ts";

/**
 * What is proved about the task of a create that failed.
 *
 * - `"not_created"`: no task was created, so it is safe to create it again. If it was refused, correct it first.
 * - `"created"`: the task exists, although the call failed. Don't create it again.
 * - `"unknown"`: nothing proves either. Heffl has no idempotency key, so look for the task before you create it again.
 */
export type Outcome = "not_created" | "unknown" | "created";

export interface ErrorDetails {
  outcome: Outcome | undefined;
  taskId?: string | undefined;
  cause?: unknown;
}

// A registered symbol, so that `instanceof` works across two installed copies of this package.
const KINDS = Symbol.for("heffl-client.error");

/** Every error that a call of this client rejects with, and every error that its constructor throws. */
export class HefflError extends Error {
  static readonly kind: string = "HefflError";

  /** What is proved about the task that the call should create; undefined for a call that only reads. */
  readonly outcome: Outcome | undefined;
  /** The created task's ID, if it could be read. Only with outcome `"created"`. */
  declare readonly taskId?: string;
  /** The key that the task carries in the client's `idempotencyField`, if that is set and the task may exist. */
  declare readonly idempotencyKey?: string;
  /**
   * The cause's `digest`, if it has one. React and Next mark their control-flow errors with it: rethrow an error that has one.
   */
  declare readonly digest?: string;

  constructor(message: string, { outcome, taskId, cause }: ErrorDetails) {
    super(message, cause === undefined ? undefined : { cause });
    this.outcome = outcome;
    if (taskId !== undefined) this.taskId = taskId;
    Object.defineProperty(this, KINDS, { value: kindsOf(new.target) });
    Object.defineProperty(this, "name", { value: new.target.kind, configurable: true, writable: true });
    try {
      const digest = own(cause, "digest");
      if (typeof digest === "string") this.digest = digest;
    } catch {} // a proxy can throw
  }

  /** The fields without the stack, for `JSON.stringify` and logs. The API key is redacted here and in the stack. */
  toJSON(): Record<string, unknown> {
    const { name, message, cause } = this;
    return { name, message, ...(this as object), ...(cause !== undefined && { cause: describeCause(cause) }) };
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    try {
      if (Function.prototype[Symbol.hasInstance].call(this, value)) return true;
      const kinds = own(value, KINDS);
      return Array.isArray(kinds) && Object.hasOwn(this, "kind") && kinds.includes(this.kind);
    } catch {
      return false; // a proxy can throw
    }
  }
}

/** The kinds of a class and of its base classes. A user's own subclass adds none. */
function kindsOf(type: { kind?: string }): string[] {
  const own = Object.hasOwn(type, "kind") && type.kind !== undefined ? [type.kind] : [];
  const parent: unknown = Object.getPrototypeOf(type);
  return typeof parent === "function" ? [...own, ...kindsOf(parent as { kind?: string })] : own;
}

/** The parts of a cause, and of its own causes, that can always be written as JSON. */
function describeCause(cause: unknown, depth = 0): unknown {
  try {
    if (typeof cause !== "object" || cause === null) return String(cause);
    const { name, message, code, cause: below } = cause as Record<string, unknown>;
    return {
      ...(typeof name === "string" && { name }),
      ...(typeof message === "string" && { message }),
      ...((typeof code === "string" || typeof code === "number") && { code }),
      ...(below !== undefined && depth < MAX_DEPTH && { cause: describeCause(below, depth + 1) }),
    };
  } catch {
    return {}; // a custom transport can throw anything, even a revoked proxy
  }
}

/** Causes can form a cycle. */
const MAX_DEPTH = 5;

/** Whether `value` is an error of this package, even if another installed copy of the package created it. */
export function isHefflError(value: unknown): value is HefflError {
  return value instanceof HefflError;
}
