import { refuseMarkup } from "./binary.ts";
import { openCsv } from "./csv.ts";
import { formatOf } from "./format.ts";
import { openJson } from "./json.ts";
import { openNdjson } from "./ndjson.ts";
import type { Format, Table } from "./table.ts";
import { openText } from "./text.ts";

/**
 * Opens a CSV, NDJSON or JSON file in any of the encodings, delimiters and line ends that spreadsheets write.
 * Throws an InputError for a file that can't be read as a whole; what is wrong with single rows stands in the rows.
 */
export async function openTable(path: string, options: { format?: Format | undefined } = {}): Promise<Table> {
  const text = await openText(path);
  refuseMarkup(path, text.head);
  const { format, note } = formatOf(text, options.format);
  const table = format === "csv" ? await openCsv(text) : format === "json" ? openJson(text) : openNdjson(text);
  const notes = text.encoding === undefined ? [] : [`Read as ${text.encoding}.`];
  if (note !== undefined) notes.push(note);
  return { ...table, notes: [...notes, ...table.notes] };
}
