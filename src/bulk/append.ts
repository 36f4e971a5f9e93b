import type { FileHandle } from "node:fs/promises";

interface Line {
  text: string;
  isIntent: boolean;
}

/**
 * Appends lines to a file and tells when they are on the disk. Those that come while others are written go together, since a disk
 * takes as long for one as for many.
 */
export class Appender {
  readonly #file: FileHandle;
  /** How much of the file is whole lines, in bytes. */
  #length: number;
  #lines: Line[] = [];
  #next: Promise<void> | undefined;
  #last: Promise<void> = Promise.resolve();
  #failed: unknown;

  constructor(file: FileHandle, length: number) {
    this.#file = file;
    this.#length = length;
  }

  /**
   * Resolves when the line is on the disk. Rejects when it isn't, and from then on always.
   *
   * @param isIntent whether the line is about what will be done if it is on the disk, and not about what was done
   */
  append(line: object, isIntent = false): Promise<void> {
    if (isIntent && this.#failed !== undefined) return Promise.reject(this.#failed);
    this.#lines.push({ text: `${JSON.stringify(line)}\n`, isIntent });
    this.#next ??= this.#last.then(() => this.#writeNext());
    this.#last = this.#next.catch(() => {});
    return this.#next;
  }

  async #writeNext(): Promise<void> {
    const lines = this.#lines;
    this.#lines = [];
    this.#next = undefined;
    try {
      if (this.#failed === undefined) return await this.#write(lines);
    } catch (error) {
      this.#failed = error;
    }
    // What was intended won't be done. What was done is kept if there is room for that.
    await this.#write(lines.filter(({ isIntent }) => !isIntent)).catch(() => {});
    throw this.#failed;
  }

  async #write(lines: Line[]): Promise<void> {
    const text = lines.map((line) => line.text).join("");
    try {
      await this.#file.appendFile(text);
      await this.#file.datasync();
      this.#length += Buffer.byteLength(text);
    } catch (error) {
      await this.#file.truncate(this.#length).catch(() => {});
      throw error;
    }
  }

  /** Closes the file when all is written. */
  async close(): Promise<void> {
    await this.#last;
    await this.#file.close();
  }
}
