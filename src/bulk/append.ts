import type { FileHandle } from "node:fs/promises";

interface Line {
  text: string;
  isIntent: boolean;
}

/**
 * Appends lines to a file and reports when they are on the disk. Lines that are added while others are being written are written
 * together, because a disk takes as long for one as for many.
 */
export class Appender {
  readonly #file: FileHandle;
  /** The length of the file up to the end of its last complete line, in bytes. */
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
   * Resolves when the line is on the disk. After a write has failed, this call and all later ones reject.
   *
   * @param isIntent whether the line announces something that is done only after it is on the disk, and not something that was
   * done
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
    // The caller won't do what was announced. Lines about what was done are still written if there is room.
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

  /** Closes the file when all lines are written. */
  async close(): Promise<void> {
    await this.#last;
    await this.#file.close();
  }
}
