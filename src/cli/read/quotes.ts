import { MAX_RECORD_BYTES } from "./limits.ts";

/** A quote that makes the rest of a CSV file unreadable. Offsets count bytes from the beginning of the text. */
export interface QuoteFault {
  kind: "not closed" | "closed too early" | "after spaces";
  /** Where the quote opens. */
  opens: number;
  /** Where text begins that can't follow a closing quote. */
  goesOn?: number;
}

export class QuoteError extends Error {
  readonly fault: QuoteFault;
  constructor(fault: QuoteFault) {
    super(fault.kind);
    this.fault = fault;
  }
}

const QUOTE = 34;
const SPACE = 32;

/**
 * Passes CSV on, and throws a QuoteError if a quoted cell isn't closed properly. csv-parse can't be used for that: it either
 * refuses a quote in the middle of a cell as well, or silently reads on over several rows.
 */
export async function* checkQuotes(
  chunks: AsyncIterable<Buffer>,
  delimiter: number,
  seen: { quote: boolean },
): AsyncGenerator<Buffer> {
  const endsCell = (byte: number | undefined) => byte === delimiter || byte === 10 || byte === 13;
  let offset = 0;
  let opens = -1; // Where the cell's quote opens; -1 outside of quotes.
  let atQuote = false; // Whether the last byte of the chunk before is a quote within quotes.
  let cellIsBlank = true; // Whether the cell has nothing but spaces before the chunk begins.
  let lastByte: number | undefined; // Of the chunk before.

  const blankBefore = (chunk: Buffer, end: number): boolean => {
    let at = end - 1;
    while (at >= 0 && chunk[at] === SPACE && !endsCell(SPACE)) at--;
    return at < 0 ? cellIsBlank : endsCell(chunk[at]);
  };

  for await (const chunk of chunks) {
    let at = 0;
    if (atQuote) {
      if (chunk[0] === QUOTE) at = 1;
      else closeBefore(chunk[0], offset);
      atQuote = false;
    }
    for (let quote = chunk.indexOf(QUOTE, at); quote >= 0; quote = chunk.indexOf(QUOTE, at)) {
      seen.quote = true;
      at = quote + 1;
      if (opens < 0) {
        if (!blankBefore(chunk, quote)) continue;
        const before = quote === 0 ? lastByte : chunk[quote - 1];
        opens = offset + quote;
        if (before === SPACE && !endsCell(SPACE)) throw new QuoteError({ kind: "after spaces", opens });
      } else if (at === chunk.length) atQuote = true;
      else if (chunk[at] === QUOTE) at++;
      else closeBefore(chunk[at], offset + at);
    }
    cellIsBlank = blankBefore(chunk, chunk.length);
    lastByte = chunk.at(-1);
    offset += chunk.length;
    if (opens >= 0 && offset - opens > MAX_RECORD_BYTES) throw new QuoteError({ kind: "not closed", opens });
    yield chunk;
  }
  if (opens >= 0 && !atQuote) throw new QuoteError({ kind: "not closed", opens });

  function closeBefore(next: number | undefined, goesOn: number): void {
    if (!endsCell(next)) throw new QuoteError({ kind: "closed too early", opens, goesOn });
    opens = -1;
  }
}
