import type { FileHandle } from "node:fs/promises";

/**
 * Appends lines to a file and tells when they are on the disk. Those that come while others are written go together, since a disk
 * takes as long for one as for many.
 */
export class Appender {
  readonly #file: FileHandle;
  #lines: string[] = [];
  #next: Promise<void> | undefined;
  #last: Promise<void> = Promise.resolve();
  #failed: unknown;

  constructor(file: FileHandle) {
    this.#file = file;
  }

  /** Resolves when the line is on the disk. Rejects when it isn't, and from then on always. */
  append(line: object): Promise<void> {
    if (this.#failed !== undefined) return Promise.reject(this.#failed);
    this.#lines.push(`${JSON.stringify(line)}\n`);
    this.#next ??= this.#last.then(() => this.#write());
    this.#last = this.#next.catch(() => {});
    return this.#next;
  }

  async #write(): Promise<void> {
    const text = this.#lines.join("");
    this.#lines = [];
    this.#next = undefined;
    try {
      if (this.#failed !== undefined) throw this.#failed;
      await this.#file.appendFile(text);
      await this.#file.datasync();
    } catch (error) {
      this.#failed ??= error;
      throw error;
    }
  }

  /** Closes the file when all is written. */
  async close(): Promise<void> {
    await this.#last;
    await this.#file.close();
  }
}
