import { refuseMarkup } from "./binary.ts";
import { openCsv } from "./csv.ts";
import { formatOf } from "./format.ts";
import { openJson } from "./json.ts";
import { openNdjson } from "./ndjson.ts";
import type { Format, Table } from "./table.ts";
import { openText } from "./text.ts";

export interface TableOptions {
  /** @default by the name's extension, or by the first character. */
  format?: Format | undefined;
  /** The file's name in messages, such as "standard input" for a copy of it. @default the path */
  name?: string | undefined;
}

/**
 * Opens a CSV, NDJSON or JSON file in any of the encodings, delimiters and line ends that spreadsheets write.
 * Throws an InputError if the whole file can't be read. The problems of single rows are in the rows.
 */
export async function openTable(path: string, options: TableOptions = {}): Promise<Table> {
  const text = await openText(path, options.name ?? path);
  refuseMarkup(text.name, text.head);
  const { format, note } = formatOf(text, options.format);
  const table = format === "csv" ? await openCsv(text) : format === "json" ? openJson(text) : openNdjson(text);
  const notes = text.encoding === undefined ? [] : [`Read as ${text.encoding}.`];
  if (note !== undefined) notes.push(note);
  return { ...table, notes: [...notes, ...table.notes] };
}
