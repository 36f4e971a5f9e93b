import { once } from "node:events";
import { EXIT } from "./exit.ts";

const closed = new AbortController();
let isReportedElsewhere = false;

/** Aborted when stdout can't be written any more: its reader has closed the pipe, as `head` does, or the disk is full. */
export const stdoutClosed: AbortSignal = closed.signal;

/** Handles errors of stdout and stderr, which would otherwise end the process. */
export function watchOutputs(): void {
  process.stderr.on("error", () => {}); // there is nowhere to report it
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (stdoutClosed.aborted) return; // each line that is written causes this error
    closed.abort();
    if (error.code === "EPIPE") return;
    printError(`The results can't be printed: ${error.message}.`);
    if (!isReportedElsewhere) process.exitCode ||= EXIT.stopped;
  });
}

/** Writes a line to stderr, without control characters. */
export function printError(line: string): void {
  process.stderr.write(`${visible(line)}\n`);
}

/** Writes a result to stdout. */
export function print(line: string): void {
  if (!stdoutClosed.aborted) process.stdout.write(`${line}\n`);
}

export const printJson = (value: unknown): void => print(JSON.stringify(value));

/** Writes a result that the caller reports on stderr if it can't be printed. Resolves with whether it was printed. */
export async function tryPrint(line: string): Promise<boolean> {
  isReportedElsewhere = true;
  if (stdoutClosed.aborted) return false;
  return new Promise((resolve) => process.stdout.write(`${line}\n`, (error) => resolve(!error)));
}

/** Waits until more can be printed. Resolves with false if stdout is closed. */
export async function canPrint(): Promise<boolean> {
  if (!stdoutClosed.aborted && process.stdout.writableNeedDrain) await once(process.stdout, "drain").catch(() => {});
  return !stdoutClosed.aborted;
}

/**
 * Replaces the control characters in a text from outside. They could change the terminal, or the order of the text that it shows.
 */
export const visible = (text: string): string => text.replaceAll(/(?!\n)[\p{Cc}\p{Bidi_Control}]/gu, "\ufffd");

/** The same on one line. A server can answer with another type than the document says. */
export const oneLine = (value: unknown): string => visible(`${value ?? ""}`.replaceAll(/\s*\n\s*/g, " "));
