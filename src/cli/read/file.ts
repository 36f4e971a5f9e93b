import type { Stats } from "node:fs";
import { type FileHandle, open, stat } from "node:fs/promises";
import { inputError } from "./input-error.ts";

/** A file on disk, which can be read several times. */
export interface InputFile {
  /** Its name in messages. */
  name: string;
  /** Its bytes, from the beginning. Throws an InputError when the file has changed since it was opened. */
  chunks(): AsyncGenerator<Buffer>;
}

const CHUNK_BYTES = 256 * 1024;

/** Opens a file. Throws an InputError if it can't be read, isn't a regular file, or is empty. */
export async function openFile(path: string, name: string): Promise<InputFile> {
  const opened = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw unreadable(name, error);
  });
  if (opened.isDirectory()) throw inputError(name, "This is a folder, not a file. Name the file in it.");
  if (!opened.isFile()) throw inputError(name, "This isn't a regular file. Copy what it contains into one.");
  if (opened.size === 0) throw inputError(name, "The file is empty.");
  return { name, chunks: () => chunksOf(path, name, opened) };
}

async function* chunksOf(path: string, name: string, opened: Stats): AsyncGenerator<Buffer> {
  let file: FileHandle | undefined;
  try {
    file = await open(path);
    refuseChanged(name, opened, await file.stat());
    for (;;) {
      // Each chunk has its own memory, because the reader may keep it.
      const { bytesRead, buffer } = await file.read(Buffer.allocUnsafeSlow(CHUNK_BYTES), 0, CHUNK_BYTES);
      if (bytesRead === 0) break;
      yield buffer.subarray(0, bytesRead);
    }
    refuseChanged(name, opened, await file.stat());
  } catch (error) {
    throw isSystemError(error) ? unreadable(name, error) : error;
  } finally {
    await file?.close();
  }
}

function refuseChanged(name: string, before: Stats, now: Stats): void {
  if (before.size !== now.size || before.mtimeMs !== now.mtimeMs || before.ino !== now.ino)
    throw inputError(name, "The file was changed while it was read. Start again when it stays as it is.");
}

const isSystemError = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && "syscall" in error && "code" in error;

function unreadable(name: string, error: NodeJS.ErrnoException): Error {
  if (error.code === "ENOENT" || error.code === "ENOTDIR") return inputError(name, "There is no such file.");
  if (error.code === "EACCES" || error.code === "EPERM")
    return inputError(name, "You have no permission to read this file.");
  return inputError(name, `The file can't be read (${error.message}).`);
}
