/** Made when it is needed: not every environment that imports this has one. */
let encoder: TextEncoder | undefined;

/**
 * A body for Node's own `fetch`, which sends text a second time by itself after a 421, and whatever it can read again under
 * a dispatcher that repeats requests. This one can be read once, and knows whether it was: undici asks for it when it
 * writes the request to a connection that stands, and not before.
 */
export class OneTimeBody {
  /** In bytes. */
  readonly length: number;
  /** A byte stream: Node takes an eighth more CPU time for a call with an async iterable. */
  readonly stream: ReadableStream<Uint8Array>;
  #asked = false;
  #closed = false;

  constructor(text: string) {
    encoder ??= new TextEncoder();
    const bytes = encoder.encode(text);
    this.length = bytes.byteLength; // before it is handed on, which takes the bytes away
    this.stream = new ReadableStream({
      type: "bytes",
      pull: (controller) => {
        if (this.#closed) throw new Error("Not to be sent.");
        this.#asked = true;
        controller.enqueue(bytes);
        controller.close();
      },
    });
  }

  /** Whether anything of the request may have left. */
  get asked(): boolean {
    return this.#asked;
  }

  /** To be called when the attempt has ended: what it has proved has to stay true. */
  close(): void {
    this.#closed = true;
  }
}
