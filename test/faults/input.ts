import type { Socket } from "node:net";

/** Bytes of a socket, taken in the pieces a parser wants. `undefined` means: the peer left before the piece was whole. */
export class Input {
  #chunks: Buffer[] = [];
  #size = 0;
  #over = false;
  #wake: () => void = () => {};

  constructor(socket: Socket) {
    // Reading goes on while a fault stalls: a socket that isn't read doesn't tell that its peer left.
    socket.on("data", (chunk: Buffer) => {
      this.#chunks.push(chunk);
      this.#size += chunk.length;
      this.#wake();
    });
    for (const event of ["end", "close"]) {
      socket.on(event, () => {
        this.#over = true;
        this.#wake();
      });
    }
  }

  /** Up to and with `mark`. */
  through(mark: string): Promise<Buffer | undefined> {
    return this.#take(() => {
      const at = this.#joined().indexOf(mark);
      return at < 0 ? undefined : at + mark.length;
    });
  }

  exactly(length: number): Promise<Buffer | undefined> {
    // Counts, and joins once at the end: joining at every chunk makes a big body slow enough to time out.
    return this.#take(() => (this.#size < length ? undefined : length));
  }

  async #take(lengthWhenThere: () => number | undefined): Promise<Buffer | undefined> {
    for (;;) {
      const length = lengthWhenThere();
      if (length !== undefined) {
        const bytes = this.#joined();
        this.#chunks = [bytes.subarray(length)];
        this.#size -= length;
        return bytes.subarray(0, length);
      }
      if (this.#over) return undefined;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  #joined(): Buffer {
    const bytes = Buffer.concat(this.#chunks);
    this.#chunks = [bytes];
    return bytes;
  }
}
