import { once } from "node:events";
import { EXIT } from "./exit.ts";

const closed = new AbortController();
let isToldOtherwise = false;

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
    if (!isToldOtherwise) process.exitCode ||= EXIT.stopped;
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

/** Writes a result that is told on stderr when it can't be printed. Resolves with whether it was. */
export async function tryPrint(line: string): Promise<boolean> {
  isToldOtherwise = true;
  if (stdoutClosed.aborted) return false;
  return new Promise((resolve) => process.stdout.write(`${line}\n`, (error) => resolve(!error)));
}

/** Waits until more can be printed. Resolves with false when nothing can be any more. */
export async function canPrint(): Promise<boolean> {
  if (!stdoutClosed.aborted && process.stdout.writableNeedDrain) await once(process.stdout, "drain").catch(() => {});
  return !stdoutClosed.aborted;
}

/** Text from elsewhere, with its control characters replaced: they could change the terminal, or the order of what it shows. */
export const visible = (text: string): string => text.replaceAll(/(?!\n)[\p{Cc}\p{Bidi_Control}]/gu, "\ufffd");

/** The same on one line. A server can answer with another type than the document says. */
export const oneLine = (value: unknown): string => visible(`${value ?? ""}`.replaceAll(/\s*\n\s*/g, " "));
