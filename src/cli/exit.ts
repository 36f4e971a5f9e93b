import {
  HefflAbortError,
  HefflApiError,
  HefflConfigurationError,
  type HefflError,
  HefflValidationError,
} from "../index.ts";

/** The exit statuses of the command. */
export const EXIT = {
  ok: 0,
  /** Heffl refused it, or there is no such task. */
  refused: 1,
  /** The command line or a file can't be used. Nothing was sent. */
  usage: 2,
  /** A task may exist. Look for it before anything is sent again. */
  unknown: 3,
  /** Stopped before the end, because of the key, the disk or the network. Every task that was created is in the results. */
  stopped: 4,
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** A problem that the user of the command can fix. Only its message is printed, without a stack. */
export class CliError extends Error {
  readonly exitCode: ExitCode;

  constructor(message: string, exitCode: ExitCode = EXIT.usage) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** The exit status for the error of a single call. */
export function exitCodeOf(error: HefflError): ExitCode {
  if (error.outcome === "created") return EXIT.ok;
  if (error.outcome === "unknown") return EXIT.unknown;
  if (error instanceof HefflAbortError) return EXIT.interrupted;
  if (error instanceof HefflValidationError || error instanceof HefflConfigurationError) return EXIT.usage;
  return error instanceof HefflApiError && [400, 404, 409].includes(error.status) ? EXIT.refused : EXIT.stopped;
}
