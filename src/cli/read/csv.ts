import { type CsvRecord, csvRecords } from "./csv-records.ts";
import { delimiterLine, detectDelimiter, nameOf } from "./delimiter.ts";
import { type Header, NO_HEADER, readHeader } from "./header.ts";
import { inputError } from "./input-error.ts";
import { NO_PROBLEMS, type Problem, type Row, type Table } from "./table.ts";
import type { Text } from "./text.ts";

export async function openCsv(text: Text): Promise<Table> {
  const isTabs = /\.(tsv|tab)$/i.test(text.name);
  const declared = delimiterLine(text.head);
  const delimiter = declared ?? detectDelimiter(text.head, isTabs);
  const records = () => csvRecords(text, delimiter, declared === undefined ? 0 : 1);
  const header = await headerOf(text.name, records());
  const notes: string[] = [];
  if (delimiter !== (isTabs ? "\t" : ",")) notes.push(`Cells are separated by ${nameOf(delimiter)}.`);
  return { format: "csv", delimiter, notes, columns: header.columns, rows: () => rowsOf(records(), header) };
}

async function headerOf(file: string, records: AsyncGenerator<CsvRecord>): Promise<Header> {
  for await (const { line, cells } of records) if (!isBlankLine(cells)) return readHeader(file, line, cells);
  throw inputError(file, NO_HEADER);
}

async function* rowsOf(records: AsyncGenerator<CsvRecord>, header: Header): AsyncGenerator<Row> {
  let isHeader = true;
  for await (const record of records) {
    if (isBlankLine(record.cells) && (isHeader || header.width > 1)) continue;
    if (!isHeader) yield rowOf(record, header);
    isHeader = false;
  }
}

/** A line of spaces is one cell, which is blank unless the table has a single column. */
const isBlankLine = (cells: readonly string[]): boolean => cells.length === 1 && cells[0]?.trim() === "";

function rowOf({ line, cells }: CsvRecord, header: Header): Row {
  const { columns, places, width } = header;
  // In most tables every column has a name, so that a record's cells are the row's.
  const isPlain = cells.length === width && places.length === width;
  const named = isPlain ? cells : places.map((place) => cells[place]);
  const problems = isPlain ? [] : misplaced(line, cells, header);
  for (let index = 0; index < named.length; index++)
    if (named[index]?.includes("\0"))
      problems.push({ line, column: columns[index] as string, message: "The cell has a NUL character. Remove it." });
  return { line, cells: named, problems: problems.length === 0 ? NO_PROBLEMS : problems };
}

function misplaced(line: number, cells: readonly string[], { places, width }: Header): Problem[] {
  const problems: Problem[] = [];
  // Spreadsheets add empty cells at the end of rows.
  const count = cells.length < width ? cells.length : Math.max(width, cells.findLastIndex((cell) => cell !== "") + 1);
  if (count !== width)
    problems.push({ line, message: `The row has ${cellCount(count)}, but the header has ${cellCount(width)}.` });
  const hasName = new Set(places);
  for (const [place, cell] of cells.slice(0, width).entries())
    if (cell !== "" && !hasName.has(place))
      problems.push({
        line,
        message: `Cell ${place + 1} isn't empty (${JSON.stringify(shortened(cell))}), but its column has no name in the header.`,
      });
  return problems;
}

const cellCount = (count: number): string => (count === 1 ? "1 cell" : `${count} cells`);
const shortened = (cell: string): string => (cell.length > 40 ? `${cell.slice(0, 40)}…` : cell);
