import type { ResponseLike } from "../config/transport.ts";
import { type Answer, propertyOf } from "./answer.ts";

/** The largest answer that is read, in bytes after decompression. A task has a few thousand. */
export const MAX_RESPONSE_BYTES = 10 * 1024 * 1024;

export const TOO_LARGE = new Error(`The body is larger than ${MAX_RESPONSE_BYTES} bytes.`);

/** Waits for a promise. Rejects if the attempt has to end first. */
export type Waiting = <T>(promise: T | PromiseLike<T>) => Promise<T>;

/** Reads a body into `answer.text`. If it rejects, `answer.text` has what arrived, and the connection is released. */
export async function readBody(answer: Answer, response: ResponseLike, waiting: Waiting): Promise<void> {
  const body = propertyOf(response, "body") as ResponseLike["body"];
  const reader = body?.getReader?.();
  if (reader === undefined) {
    // There is no body, or the transport has no streams, so that its answer can be read only in one piece.
    const text: unknown = await waiting(propertyOf(response, "text") === undefined ? "" : (response.text?.() ?? ""));
    if (typeof text !== "string") throw new TypeError("The transport's answer has no text.");
    answer.text = text;
    if (answer.text.length > MAX_RESPONSE_BYTES) throw TOO_LARGE;
    return;
  }
  // One buffer instead of a list of pieces: a server may send single bytes, and a list of those would fill the memory.
  let buffer: Uint8Array | undefined;
  let length = 0;
  try {
    for (;;) {
      const { done, value } = await waiting(reader.read());
      if (done || value === undefined) break;
      // The part of the last piece within the limit is kept, because it can contain the task's ID.
      const piece = firstOf(value, MAX_RESPONSE_BYTES - length);
      if (buffer === undefined) {
        buffer = piece; // nearly every task arrives in one piece
      } else {
        buffer = withRoom(buffer, length, piece.byteLength);
        buffer.set(piece, length);
      }
      length += piece.byteLength;
      if (piece.byteLength < value.byteLength) throw TOO_LARGE;
    }
  } catch (error) {
    reader.cancel().catch(() => {});
    throw error;
  } finally {
    decoder ??= new TextDecoder();
    answer.text = decoder.decode(buffer && firstOf(buffer, length));
  }
}

/** Created on first use, because not every environment that imports this file has a TextDecoder. */
let decoder: TextDecoder | undefined;

/** The first `length` bytes. If that is all of them, no new view is made, which would take half a microsecond (Node 20). */
const firstOf = (bytes: Uint8Array, length: number): Uint8Array =>
  length < bytes.byteLength ? bytes.subarray(0, length) : bytes;

/** A buffer with the first `length` bytes of this one, and room for `more`. */
function withRoom(buffer: Uint8Array, length: number, more: number): Uint8Array {
  if (length + more <= buffer.byteLength) return buffer;
  const larger = new Uint8Array(2 * (length + more));
  larger.set(buffer.subarray(0, length));
  return larger;
}
