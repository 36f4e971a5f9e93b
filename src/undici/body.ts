import type { Dispatcher } from "undici";
import type { BodyLike } from "../config/transport.ts";

/** How many unread bytes are buffered before the socket is paused. */
const HIGH_WATER_BYTES = 64 * 1024;

type Piece = { done: boolean; value?: Uint8Array };

/** A body that is its own reader, because a ReadableStream takes as much time as the rest of an answer. */
export class Body implements BodyLike {
  readonly #controller: Dispatcher.DispatchController;
  #pieces: Uint8Array[] = [];
  #bytes = 0;
  #ended = false;
  #failure: { cause: unknown } | undefined;
  #wake: (() => void) | undefined;

  constructor(controller: Dispatcher.DispatchController) {
    this.#controller = controller;
  }

  push(piece: Uint8Array): void {
    this.#pieces.push(piece);
    this.#bytes += piece.byteLength;
    if (this.#bytes > HIGH_WATER_BYTES) this.#controller.pause();
    this.#wake?.();
  }

  end(): void {
    this.#ended = true;
    this.#wake?.();
  }

  fail(cause: unknown): void {
    this.#failure = { cause };
    this.#wake?.();
  }

  getReader(): this {
    return this;
  }

  async read(): Promise<Piece> {
    for (;;) {
      const pieces = this.#pieces;
      const [value] = pieces;
      if (value !== undefined) {
        const paused = this.#bytes > HIGH_WATER_BYTES;
        this.#pieces = [];
        this.#bytes = 0;
        if (paused) this.#controller.resume();
        return { done: false, value: pieces.length === 1 ? value : Buffer.concat(pieces) };
      }
      if (this.#failure) throw this.#failure.cause;
      if (this.#ended) return { done: true };
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  async cancel(): Promise<void> {
    if (!this.#ended && !this.#failure) this.#controller.abort(new Error("Nobody reads the body any more."));
  }
}
