import { MAX_RECORD_BYTES } from "./limits.ts";

/** A line is longer than any record may be. */
export class LineLengthError extends Error {
  /** Where the line begins, in bytes from the beginning of the text. */
  readonly lineStart: number;
  constructor(lineStart: number) {
    super("A line is too long.");
    this.lineStart = lineStart;
  }
}

/**
 * Passes a text on, and throws if a line is too long. csv-parse limits the text of a record, but not the number of its empty
 * cells.
 */
export async function* checkLineLength(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let offset = 0;
  let lineStart = 0;
  for await (const chunk of chunks) {
    const lastEnd = Math.max(chunk.lastIndexOf(10), chunk.lastIndexOf(13));
    if (lastEnd >= 0) lineStart = offset + lastEnd + 1;
    offset += chunk.length;
    if (offset - lineStart > MAX_RECORD_BYTES) throw new LineLengthError(lineStart);
    yield chunk;
  }
}
