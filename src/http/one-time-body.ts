/** Created on first use, because not every environment that imports this file has a TextEncoder. */
let encoder: TextEncoder | undefined;

/**
 * A request body that can be read only once. Node's own `fetch` sends a text body a second time after a 421, and under a
 * dispatcher that repeats requests any body that can be read again. This one also remembers whether it was read, which proves
 * whether the request was sent: undici reads the body only when it writes the request to an open connection.
 */
export class OneTimeBody {
  /** In bytes. */
  readonly length: number;
  /** A byte stream, because with an async iterable a call takes an eighth more CPU time on Node. */
  readonly stream: ReadableStream<Uint8Array>;
  #asked = false;
  #closed = false;

  constructor(text: string) {
    encoder ??= new TextEncoder();
    const bytes = encoder.encode(text);
    this.length = bytes.byteLength; // read here, because `enqueue` detaches the buffer
    this.stream = new ReadableStream({
      type: "bytes",
      pull: (controller) => {
        if (this.#closed) throw new Error("Not sent.");
        this.#asked = true;
        controller.enqueue(bytes);
        controller.close();
      },
    });
  }

  /** Whether any part of the request may have been sent. */
  get asked(): boolean {
    return this.#asked;
  }

  /** Call this when the attempt has ended, so that nothing is sent after its outcome was decided. */
  close(): void {
    this.#closed = true;
  }
}
