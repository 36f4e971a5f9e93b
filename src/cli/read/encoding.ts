import { isUtf8 } from "node:buffer";
import { refuseControlCharacters } from "./binary.ts";
import type { InputFile } from "./file.ts";
import { inputError } from "./input-error.ts";
import { cutCharacter, judgeBytes } from "./utf8.ts";
import { isUndefined } from "./windows-1252.ts";

export interface Encoding {
  name: "UTF-8" | "UTF-16LE" | "UTF-16BE" | "Windows-1252";
  /** How many bytes the byte order mark takes. */
  markBytes: number;
}

const MARKS: readonly [bytes: number[], name: Encoding["name"]][] = [
  [[0xef, 0xbb, 0xbf], "UTF-8"],
  [[0xff, 0xfe], "UTF-16LE"],
  [[0xfe, 0xff], "UTF-16BE"],
];

/** Detects the encoding. Reads the whole file if need be. Throws an InputError if no encoding fits. */
export async function detectEncoding(file: InputFile, head: Buffer): Promise<Encoding> {
  const mark = MARKS.find(([bytes]) => bytes.every((byte, at) => head[at] === byte));
  if (mark !== undefined && mark[1] !== "UTF-8") return { name: mark[1], markBytes: 2 };
  const utf16 = mark === undefined ? unmarkedUtf16(head) : undefined;
  if (utf16 !== undefined) return { name: utf16, markBytes: 0 };
  if (!(await isWholeUtf8(file))) {
    refuseControlCharacters(file.name, head.toString("latin1"));
    await refuseUnlessWindows1252(file, mark !== undefined);
    return { name: "Windows-1252", markBytes: 0 };
  }
  return { name: "UTF-8", markBytes: mark === undefined ? 0 : 3 };
}

const SAMPLE_BYTES = 4096;

/** In UTF-16, one half of many characters is 0: each Latin letter, digit, delimiter and line end. */
function unmarkedUtf16(head: Buffer): "UTF-16LE" | "UTF-16BE" | undefined {
  const sample = head.subarray(0, SAMPLE_BYTES);
  const zeros = [0, 0];
  for (const [at, byte] of sample.entries()) if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  // Valid UTF-8 contains at most a few stray zeros. UTF-16 that is also valid UTF-8 is mostly Latin, so that half of it is zeros.
  const enough = (sample.length / 2) * (isUtf8(sample.subarray(0, sample.length - cutCharacter(sample))) ? 0.4 : 0.02);
  if (odd >= 2 && odd > enough && even * 4 < odd) return "UTF-16LE";
  if (even >= 2 && even > enough && odd * 4 < even) return "UTF-16BE";
  return undefined;
}

async function isWholeUtf8(file: InputFile): Promise<boolean> {
  let cut: Buffer = Buffer.alloc(0);
  for await (const chunk of file.chunks()) {
    const bytes = cut.length === 0 ? chunk : Buffer.concat([cut, chunk]);
    const whole = bytes.length - cutCharacter(bytes);
    if (!isUtf8(bytes.subarray(0, whole))) return false;
    cut = bytes.subarray(whole);
  }
  return cut.length === 0;
}

/** Throws for a file that is mostly UTF-8, so that it was damaged: read as Windows-1252, most of its letters would be wrong. */
async function refuseUnlessWindows1252(file: InputFile, isMarked: boolean): Promise<void> {
  const { valid, invalid, firstInvalid, firstUndefined } = await judgeBytes(file, isUndefined);
  if (isMarked || valid >= invalid)
    throw inputError(
      file.name,
      "Most of the file is UTF-8, but this line isn't. It was damaged, or put together from files in two encodings. Save it as UTF-8 again.",
      firstInvalid,
    );
  if (firstUndefined !== undefined)
    throw inputError(
      file.name,
      "The file is neither UTF-8 nor Windows-1252: this line has a byte that neither has. Save the file as UTF-8.",
      firstUndefined,
    );
}
