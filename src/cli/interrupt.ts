import { EXIT } from "./exit.ts";

/** Signals that ask the process to end: Ctrl-C, a supervisor, and a terminal that is closed. */
export const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Ends the process where nothing is under way that another listener would settle. What listens for `exit` still runs. */
export function leaveOnSignals(): void {
  for (const signal of SIGNALS)
    process.on(signal, () => {
      if (process.listenerCount(signal) === 1) process.exit(EXIT.interrupted);
    });
}

/** Aborted by Ctrl-C, or when the process is asked to end. A second Ctrl-C ends the process at once. */
export function untilInterrupted(): AbortSignal {
  const controller = new AbortController();
  for (const signal of SIGNALS) process.once(signal, () => controller.abort());
  return controller.signal;
}
