import { pipeline, Readable } from "node:stream";
import { CsvError, parse } from "csv-parse";
import { inputError } from "./input-error.ts";
import { MAX_RECORD_BYTES, TOO_LONG } from "./limits.ts";
import { checkLineLength, LineLengthError } from "./line-length.ts";
import { countLineEnds, positionOf } from "./position.ts";
import { checkQuotes, QuoteError, type QuoteFault } from "./quotes.ts";
import type { Text } from "./text.ts";

/** A record of a CSV file with at least one cell that isn't empty. */
export interface CsvRecord {
  /** Where it begins, counted from 1. */
  line: number;
  cells: string[];
}

/** Reads a CSV file record by record, without the first `skip`. Throws an InputError if the rest of it can't be read. */
export async function* csvRecords(text: Text, delimiter: string, skip: number): AsyncGenerator<CsvRecord> {
  const parser = parse({
    delimiter,
    record_delimiter: ["\r\n", "\n", "\r"],
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: MAX_RECORD_BYTES,
  });
  const seen = { quote: false };
  const source = Readable.from(checkLineLength(checkQuotes(text.chunks(), delimiter.charCodeAt(0), seen)));
  pipeline(source, parser, () => {}); // the loop below throws its errors
  let line = 1;
  let count = 0;
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      if (count++ >= skip && !cells.every(isEmpty)) yield { line, cells };
      line += 1;
      // csv-parse itself counts \r\n within quotes as two lines.
      if (seen.quote) for (const cell of cells) line += countLineEnds(cell);
    }
  } catch (error) {
    throw await toInputError(error, text);
  } finally {
    // If the caller stops reading, the file is closed before the loop ends.
    if (!source.closed) await new Promise((resolve) => source.once("close", resolve));
  }
}

const isEmpty = (cell: string): boolean => cell === "";

async function toInputError(error: unknown, text: Text): Promise<unknown> {
  if (error instanceof QuoteError) return quoteError(error.fault, text);
  if (error instanceof LineLengthError)
    return inputError(text.name, TOO_LONG, { line: (await positionOf(text.chunks(), error.lineStart)).line });
  if (error instanceof CsvError && error.code === "CSV_MAX_RECORD_SIZE")
    return inputError(text.name, TOO_LONG, { line: (await positionOf(text.chunks(), Number(error["bytes"]))).line });
  return error;
}

async function quoteError({ kind, opens, goesOn }: QuoteFault, text: Text): Promise<Error> {
  const position = await positionOf(text.chunks(), opens);
  const advice = 'A quote that belongs to the text is written twice (""), in a cell that is in quotes as a whole.';
  if (kind === "after spaces")
    return inputError(text.name, "A quote follows spaces at the beginning of a cell. Remove the spaces.", position);
  if (goesOn === undefined)
    return inputError(text.name, `The quote that opens here is never closed. Close it. ${advice}`, position);
  const next = await positionOf(text.chunks(), goesOn);
  return inputError(
    text.name,
    `The quote that opens here isn't closed before the next one, at line ${next.line}, character ${next.character}, after which text follows. Close it. ${advice}`,
    position,
  );
}
