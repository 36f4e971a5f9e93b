import { EXIT } from "./exit.ts";

/** Signals that ask the process to end, from Ctrl-C, a supervisor, or a terminal that is closed. */
export const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Ends the process on a signal, unless another listener handles it, which first settles what is under way. Listeners for `exit`
 * run.
 */
export function leaveOnSignals(): void {
  for (const signal of SIGNALS)
    process.on(signal, () => {
      if (process.listenerCount(signal) === 1) process.exit(EXIT.interrupted);
    });
}

/** An AbortSignal that the first of {@link SIGNALS} aborts. A second one ends the process at once. */
export function untilInterrupted(): AbortSignal {
  const controller = new AbortController();
  for (const signal of SIGNALS) process.once(signal, () => controller.abort());
  return controller.signal;
}
