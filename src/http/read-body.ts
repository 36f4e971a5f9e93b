import type { ResponseLike } from "../config/transport.ts";
import type { Answer } from "./answer.ts";

/** How much of an answer's body is read, in bytes after decompression: a task takes a few thousand. */
export const MAX_RESPONSE_BYTES = 10 * 1024 * 1024;

export const TOO_LARGE = new Error(`The body is larger than ${MAX_RESPONSE_BYTES} bytes.`);

/** Waits for a promise until the attempt has to end; then it rejects. */
export type Waiting = <T>(promise: T | PromiseLike<T>) => Promise<T>;

/** Reads a body into `answer.text`, which holds what came when it rejects. Lets go of the connection when it rejects. */
export async function readBody(answer: Answer, response: ResponseLike, waiting: Waiting): Promise<void> {
  const reader = response.body?.getReader?.();
  if (reader === undefined) {
    // No body, or a transport without streams, whose answer can be read in one piece alone.
    answer.text = await waiting(response.text?.() ?? "");
    if (answer.text.length > MAX_RESPONSE_BYTES) throw TOO_LARGE;
    return;
  }
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  try {
    for (;;) {
      const { done, value } = await waiting(reader.read());
      if (done || value === undefined) break;
      // Of a piece that is too much, what may still be read can hold the result's ID.
      pieces.push(value.subarray(0, MAX_RESPONSE_BYTES - bytes));
      bytes += value.byteLength;
      if (bytes > MAX_RESPONSE_BYTES) throw TOO_LARGE;
    }
  } catch (error) {
    reader.cancel().catch(() => {});
    throw error;
  } finally {
    answer.text = decode(pieces);
  }
}

const decoder = new TextDecoder();

/** As UTF-8, whose characters may lie across pieces. Nearly every task comes in one. */
function decode(pieces: Uint8Array[]): string {
  const [first, ...more] = pieces;
  if (first === undefined || more.length === 0) return decoder.decode(first);
  return pieces.map((piece) => decoder.decode(piece, { stream: true })).join("") + decoder.decode();
}
