import { once } from "node:events";
import { EXIT } from "./exit.ts";

const closed = new AbortController();

/** Aborted when nothing more can be printed: its reader has seen enough, like `head`, or its disk is full. */
export const stdoutClosed: AbortSignal = closed.signal;

/** Keeps an output that can't be written from ending the process. */
export function watchOutputs(): void {
  process.stderr.on("error", () => {}); // there is nowhere to tell it
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (stdoutClosed.aborted) return; // it comes for each line
    closed.abort();
    if (error.code === "EPIPE") return;
    printError(`The results can't be printed: ${error.message}.`);
    process.exitCode ||= EXIT.stopped;
  });
}

/** Writes a line for the person, without whatever would change the terminal. */
export function printError(line: string): void {
  process.stderr.write(`${visible(line)}\n`);
}

/** Writes a result. */
export function print(line: string): void {
  if (!stdoutClosed.aborted) process.stdout.write(`${line}\n`);
}

export const printJson = (value: unknown): void => print(JSON.stringify(value));

/** Waits until more can be printed. Resolves with false when nothing can be any more. */
export async function canPrint(): Promise<boolean> {
  if (!stdoutClosed.aborted && process.stdout.writableNeedDrain) await once(process.stdout, "drain").catch(() => {});
  return !stdoutClosed.aborted;
}

/** Text from elsewhere, with its control characters replaced: they could change the terminal. */
export const visible = (text: string): string => text.replaceAll(/(?!\n)\p{Cc}/gu, "\ufffd");

/** The same on one line. */
export const oneLine = (text: string): string => visible(text.replaceAll(/\s*\n\s*/g, " "));
