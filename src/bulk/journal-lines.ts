import type { RowOutcome } from "./types.ts";

/** What a run is of. A journal that was begun with something else is refused. */
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

/** What is written when a row has ended. */
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

/** A line after the first one: a row that is about to be sent, what became of it, or that something was read. */
export interface Entry extends Partial<RowEnd> {
  row?: string;
  sent?: string;
  content?: string;
  /** When the row ended. */
  at?: string;
  read?: string;
}

/** What the journal knows of a row. */
export interface RowState {
  /** A row that was sent and has no outcome is `"unknown"`. */
  outcome: RowOutcome;
  /** A hash of the row's content when it was sent last. */
  content: string;
  /** From when on its task can exist: by Heffl's clock where a task was created before, else by this machine's. In ms since 1970. */
  since: number;
  isHefflTime: boolean;
  taskId?: string;
  number?: string;
  message?: string;
  duplicates?: readonly string[];
}
