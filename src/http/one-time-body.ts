/**
 * A body for Node's own `fetch`, which sends text a second time by itself after a 421, and whatever it can read again under
 * a dispatcher that repeats requests. This one can be read once, and knows whether it was: undici asks for it when it
 * writes the request to a connection that stands, and not before.
 */
export class OneTimeBody {
  readonly bytes: Uint8Array;
  #asked = false;
  #closed = false;

  constructor(text: string) {
    this.bytes = new TextEncoder().encode(text);
  }

  /** Whether anything of the request may have left. */
  get asked(): boolean {
    return this.#asked;
  }

  /** To be called when the attempt has ended: what it has proved has to stay true. */
  close(): void {
    this.#closed = true;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array, void> {
    if (this.#closed || this.#asked) throw new Error("Not to be sent.");
    this.#asked = true;
    yield this.bytes;
  }
}
