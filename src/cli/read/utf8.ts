import type { InputFile } from "./file.ts";
import type { Position } from "./input-error.ts";

/** How many bytes a UTF-8 character takes, by its first byte. 0 for a byte that can't be the first. */
const sizeOf = (byte: number): number =>
  byte < 0x80 ? 1 : byte < 0xc2 ? 0 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : byte < 0xf5 ? 4 : 0;

const isContinuation = (byte: number): boolean => (byte & 0xc0) === 0x80;

/** How many bytes at the end of a chunk are the beginning of a character that goes on in the next one. */
export function cutCharacter(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] as number;
    if (!isContinuation(byte)) return sizeOf(byte) > back ? back : 0;
  }
  return 0;
}

export interface Judgement {
  /** How many characters of more than one byte are UTF-8. */
  valid: number;
  /** How many bytes above 0x7F belong to no UTF-8 character. */
  invalid: number;
  firstInvalid: Position | undefined;
  firstUndefined: Position | undefined;
}

/** Counts the evidence for and against UTF-8. */
export async function judgeBytes(file: InputFile, isUndefined: (byte: number) => boolean): Promise<Judgement> {
  const judgement: Judgement = { valid: 0, invalid: 0, firstInvalid: undefined, firstUndefined: undefined };
  let line = 1;
  let missing = 0;
  let afterReturn = false;
  for await (const chunk of file.chunks())
    for (const byte of chunk) {
      if (byte < 0x80) {
        if (missing > 0) reject(missing);
        if (byte === 13 || (byte === 10 && !afterReturn)) line++;
        afterReturn = byte === 13;
        continue;
      }
      afterReturn = false;
      if (isUndefined(byte)) judgement.firstUndefined ??= { line };
      if (isContinuation(byte)) {
        if (missing === 0) reject(1);
        else if (--missing === 0) judgement.valid++;
        continue;
      }
      if (missing > 0) reject(1);
      missing = sizeOf(byte) - 1;
      if (missing < 0) reject(1);
    }
  if (missing > 0) reject(1);
  return judgement;

  function reject(bytes: number): void {
    missing = 0;
    judgement.invalid += bytes;
    judgement.firstInvalid ??= { line };
  }
}
