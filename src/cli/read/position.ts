import type { Position } from "./input-error.ts";

/** How many line ends a text has: \n, \r\n, or the \r of old Macs. */
export function countLineEnds(text: string): number {
  let count = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) count++;
  for (let at = text.indexOf("\r"); at >= 0; at = text.indexOf("\r", at + 1)) if (text[at + 1] !== "\n") count++;
  return count;
}

/** Where the last line of a text begins. */
export const lastLineStart = (text: string): number => Math.max(text.lastIndexOf("\n"), text.lastIndexOf("\r")) + 1;

/** The line and character at an offset in a short text. */
export function positionIn(text: string, at: number): { line: number; character: number } {
  const before = text.slice(0, at);
  return { line: 1 + countLineEnds(before), character: at - lastLineStart(before) + 1 };
}

const MAX_LINE_BYTES = 1_000_000;

/** The line and character at an offset in bytes. Reads the text again up to there. */
export async function positionOf(chunks: AsyncIterable<Buffer>, offset: number): Promise<Position> {
  let line = 1;
  let afterReturn = false;
  let lineBytes = 0;
  let lineParts: Buffer[] = [];
  let left = offset;
  for await (const chunk of chunks) {
    const bytes = chunk.subarray(0, left);
    left -= bytes.length;
    let lineStart = 0;
    for (let at = 0; at < bytes.length; at++) {
      const byte = bytes[at];
      if (byte === 10 || byte === 13) {
        if (!(byte === 10 && afterReturn)) line++;
        lineStart = at + 1;
        lineParts = [];
        lineBytes = 0;
      }
      afterReturn = byte === 13;
    }
    lineBytes += bytes.length - lineStart;
    if (lineBytes <= MAX_LINE_BYTES) lineParts.push(bytes.subarray(lineStart));
    if (left === 0) break;
  }
  const isShown = lineBytes <= MAX_LINE_BYTES;
  return { line, character: isShown ? Buffer.concat(lineParts).toString("utf8").length + 1 : undefined };
}
