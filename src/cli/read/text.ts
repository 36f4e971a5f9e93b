import { refuseBinary, refuseControlCharacters } from "./binary.ts";
import { detectEncoding, type Encoding } from "./encoding.ts";
import { type InputFile, openFile } from "./file.ts";
import { inputError } from "./input-error.ts";
import { countLineEnds } from "./position.ts";
import { decodeWindows1252 } from "./windows-1252.ts";

/** A text file, whatever its encoding. */
export interface Text {
  /** Its name in messages. */
  name: string;
  /** Undefined for UTF-8. */
  encoding: "UTF-16" | "Windows-1252" | undefined;
  /** The beginning: the whole of a small file, some 100,000 characters of a large one. */
  head: string;
  /** The text in UTF-8 without a byte order mark. A chunk may end within a character. */
  chunks(): AsyncGenerator<Buffer>;
}

/** Opens a text file. Throws an InputError if it isn't text. */
export async function openText(path: string, name: string): Promise<Text> {
  const file = await openFile(path, name);
  const start = await firstOf(file.chunks());
  refuseBinary(name, start);
  const encoding = await detectEncoding(file, start);
  const chunks = () => textOf(file, encoding);
  const head = (await firstOf(chunks())).toString("utf8");
  refuseControlCharacters(name, head);
  if (head.trim() === "") await refuseBlank(name, chunks());
  return { name, encoding: named(encoding), head, chunks };
}

const named = ({ name }: Encoding): Text["encoding"] =>
  name === "UTF-8" ? undefined : name === "Windows-1252" ? name : "UTF-16";

async function firstOf(chunks: AsyncGenerator<Buffer>): Promise<Buffer> {
  for await (const chunk of chunks) return chunk;
  return Buffer.alloc(0);
}

async function refuseBlank(name: string, chunks: AsyncGenerator<Buffer>): Promise<void> {
  for await (const chunk of chunks) if (chunk.toString("utf8").trim() !== "") return;
  throw inputError(name, "The file has nothing but blank lines.");
}

async function* textOf(file: InputFile, { name, markBytes }: Encoding): AsyncGenerator<Buffer> {
  const decode =
    name === "UTF-8"
      ? (bytes: Buffer) => bytes
      : name === "Windows-1252"
        ? (bytes: Buffer) => Buffer.from(decodeWindows1252(bytes))
        : utf16Decoder(file.name, name);
  let skip = markBytes;
  for await (const chunk of file.chunks()) {
    const text = decode(chunk.subarray(skip), false);
    skip = 0;
    if (text.length > 0) yield text;
  }
  const rest = decode(Buffer.alloc(0), true);
  if (rest.length > 0) yield rest;
}

function utf16Decoder(file: string, encoding: "UTF-16LE" | "UTF-16BE"): (bytes: Buffer, isLast: boolean) => Buffer {
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  let line = 1;
  return (bytes, isLast) => {
    let text: string;
    try {
      text = decoder.decode(bytes, { stream: !isLast });
    } catch {
      const readable = new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes).split("\ufffd", 1)[0] ?? "";
      throw inputError(file, "The text isn't valid UTF-16 here: it was damaged or cut off. Save the file as UTF-8.", {
        line: line + countLineEnds(readable),
      });
    }
    line += countLineEnds(text);
    return Buffer.from(text);
  };
}
