import type { RowOutcome } from "./types.ts";

/** What decides the tasks besides the rows. A journal that was begun with another shape is refused. */
export interface Shape {
  baseUrl: string;
  idempotencyField: string | null;
  shape: unknown;
}

/** The first line of a journal. */
export interface Header extends Shape {
  journal: "heffl-client";
  version: 1;
  id: string;
}

/** How a row ended. */
export interface RowEnd {
  outcome: RowOutcome;
  taskId?: string | undefined;
  number?: string | undefined;
  message?: string | undefined;
  duplicates?: readonly string[] | undefined;
  /** When Heffl says that the task was created. */
  createdAt?: string | undefined;
  /** Whether the task came back with the key that it was sent with. */
  keyed?: boolean | undefined;
}

/** A line after the header: a row that is about to be sent (`sent`), how a row ended (`at`), or a read request (`read`). */
export interface Entry extends Partial<RowEnd> {
  row?: string;
  sent?: string;
  content?: string;
  /** When the row ended. */
  at?: string;
  read?: string;
}

/** What the journal knows about a row. */
export interface RowState {
  /** A row that was sent and has no outcome is `"unknown"`. */
  outcome: RowOutcome;
  /** A hash of the row's content when it was sent last. */
  content: string;
  /** The earliest time at which its task can have been created, in ms since 1970. */
  since: number;
  /** Whether `since` is by Heffl's clock, because a task was created before; otherwise it is by this machine's. */
  isHefflTime: boolean;
  taskId?: string;
  number?: string;
  message?: string;
  duplicates?: readonly string[];
}
