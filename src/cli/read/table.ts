export type Format = "csv" | "ndjson" | "json";

/** Something wrong with one row. */
export interface Problem {
  /** Counted from 1. */
  line: number;
  /** The column's name, where it is about one column. */
  column?: string;
  message: string;
}

/** One record. */
export interface Row {
  /** Where it begins, counted from 1. */
  line: number;
  /** In the order of the table's columns. Undefined where the record has no such cell. May be shorter than the columns. */
  cells: readonly unknown[];
  /** A row with problems is invalid; its cells are those that could be read. */
  problems: readonly Problem[];
}

export interface Table {
  format: Format;
  /** What separates the cells; a comma for JSON. */
  delimiter: string;
  /** Sentences for the user about how the file was read, if that isn't the usual way. */
  notes: readonly string[];
  /**
   * The header of a CSV file. For JSON, all keys of the rows that were read so far, in the order of their first appearance, so
   * they are complete only after all rows were read.
   */
  columns: readonly string[];
  /** Reads the file from the beginning each time. Throws an InputError if the rest of the file can't be read. */
  rows(): AsyncIterable<Row>;
}

/** Shared by all rows without problems, to save memory. */
export const NO_PROBLEMS: readonly Problem[] = [];
