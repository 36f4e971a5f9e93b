import { type ParseArgsConfig, parseArgs } from "node:util";
import { HefflError } from "../../src/index.ts";

/** What a person who runs a script can put right: it is told in one message, without a stack. */
export class CommandError extends Error {
  readonly exitCode: number;

  constructor(message: string, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** The command line can't be read. Such errors end with status 2, as with other commands. */
class UsageError extends CommandError {
  constructor(message: string) {
    super(`${message}. --help tells what there is.`, 2);
  }
}

/** Runs a script's work. It resolves with the exit status; undefined is 0. */
export async function command(main: () => Promise<number | undefined>): Promise<void> {
  // A reader that has seen enough, like `head`, is no reason for a stack trace.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    process.exit();
  });
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    if (!(error instanceof CommandError || error instanceof HefflError)) throw error;
    console.error(error.message);
    process.exitCode = error instanceof CommandError ? error.exitCode : 1;
  }
}

type Options = NonNullable<ParseArgsConfig["options"]>;

/** The command line's options. Throws for one that isn't known. */
export function readOptions<const O extends Options>(options: O) {
  try {
    return parseArgs({ options, strict: true, allowPositionals: false }).values;
  } catch (error) {
    // After the first sentence Node explains how to pass an argument that begins with a dash.
    throw new UsageError((error as Error).message.split(". ")[0] ?? "");
  }
}

/** Refuses options that mean nothing beside the others. */
export function refuse(message: string): never {
  throw new UsageError(message);
}

export function readPort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  return port <= 65_535 ? port : refuse(`--port must be a number from 0 to 65535, not ${JSON.stringify(text)}`);
}
