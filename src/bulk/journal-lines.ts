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
export interface Outcome {
  outcome: RowOutcome;
  taskId?: string | undefined;
  number?: string | undefined;
  message?: string | undefined;
}

/** What a line after the first one says. */
export interface Entry {
  row?: string;
  /** An intent: when the row was to be sent. */
  sent?: string;
  content?: string;
  outcome?: RowOutcome;
  taskId?: string;
  number?: string;
  message?: string;
  /** When something was read. */
  read?: string;
}

/** What the journal knows of a row. */
export interface RowState {
  /** A row that was sent and has no outcome is `"unknown"`. */
  outcome: RowOutcome;
  /** A hash of the row's content when it was sent last. */
  content: string;
  /** When it was sent for the first time since it was known not to exist, in ms since 1970. */
  sentAt: number;
  taskId?: string;
  number?: string;
  message?: string;
}
