/** The delimiters that are detected. If two divide a file equally well, the first one wins, which is rarer in text. */
const DELIMITERS = ["\t", "|", ";", ","] as const;

const NAMES: Record<string, string> = { ";": "semicolons", "\t": "tabs", "|": "vertical bars", ",": "commas" };

export const nameOf = (delimiter: string): string => NAMES[delimiter] ?? `the character ${JSON.stringify(delimiter)}`;

/** The delimiter in a first line such as `sep=;`, which Excel reads. */
export const delimiterLine = (head: string): string | undefined =>
  /^"?sep=([\t\x20!#-~])"?(?=\r|\n|$)/i.exec(head)?.[1];

const MAX_SAMPLE_RECORDS = 20;

/**
 * Detects the delimiter from the header and the first rows. csv-parse accepts a list of delimiters, but would split at all of
 * them: a file with semicolons also at its decimal commas.
 */
export function detectDelimiter(head: string, expectsTabs: boolean): string {
  const records = recordCounts(head);
  const [header] = records;
  if (header === undefined) return ",";
  if (expectsTabs && header["\t"]) return "\t";
  let best: { delimiter: string; score: number } | undefined;
  for (const delimiter of DELIMITERS) {
    const count = header[delimiter] ?? 0;
    if (count === 0) continue;
    const alike = records.filter((record) => record[delimiter] === count).length;
    // A delimiter that is equally frequent in all rows wins over one that is only frequent in the header.
    const score = (alike === records.length && records.length > 1 ? 1_000_000 : 0) + count * 100 + alike;
    if (best === undefined || score > best.score) best = { delimiter, score };
  }
  return best?.delimiter ?? ",";
}

/** How often each delimiter occurs outside of quotes, in the header and in each of the first rows. */
function recordCounts(head: string): Record<string, number>[] {
  const records: Record<string, number>[] = [];
  let counts: Record<string, number> = {};
  let start = 0;
  let inQuotes = false;
  const close = (end: number) => {
    if (head.slice(start, end).trim() !== "") records.push(counts);
    counts = {};
    start = end + 1;
  };
  for (let at = 0; at < head.length && records.length < MAX_SAMPLE_RECORDS; at++) {
    const character = head[at] as string;
    if (character === '"') inQuotes = inQuotes ? false : opensQuotes(head, at);
    else if (inQuotes) continue;
    else if (character === "\n" || character === "\r") close(at);
    else if (character in NAMES) counts[character] = (counts[character] ?? 0) + 1;
  }
  // The last record of a large file may be cut off here, so it counts only if it is the only one.
  if (records.length === 0 || head.length < 50_000) close(head.length);
  return records;
}

/** A quote opens a quoted part after a delimiter, a line end, or another quote. Elsewhere it is text. */
const opensQuotes = (head: string, at: number): boolean => at === 0 || /[,;\t|\n\r"]/.test(head[at - 1] as string);
