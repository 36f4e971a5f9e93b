/** Made when it is first needed, because not every environment that imports this file has a TextEncoder. */
let encoder: TextEncoder | undefined;

/**
 * A body for Node's own `fetch`, which by itself sends text a second time after a 421. Under a dispatcher that repeats requests
 * it sends any body again that it can read again. This one can be read once, and remembers whether it was: undici reads it when
 * it writes the request to an open connection, and not before.
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
    this.length = bytes.byteLength; // read here, because `enqueue` takes the bytes away
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

  /** To be called when the attempt has ended, so that nothing is sent after its outcome was decided. */
  close(): void {
    this.#closed = true;
  }
}
