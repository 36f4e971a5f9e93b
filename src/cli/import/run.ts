import { type BulkOptions, type BulkRow, createMany, HefflBulkError, type RowResult } from "../../bulk.ts";
import type { Heffl } from "../../index.ts";
import { CliError, EXIT, type ExitCode } from "../exit.ts";
import { inFlags } from "../in-flags.ts";
import { SIGNALS } from "../interrupt.ts";
import { printError, stdoutClosed } from "../output.ts";

/** The result of a valid row. */
export type Sent = Pick<RowResult, "outcome" | "taskId" | "taskNumber" | "message" | "duplicates">;

/** The results of a file. */
export interface Ended {
  /** By the row's place among those that were sent. Rows without a result are pending. */
  results: ReadonlyMap<number, Sent>;
  exitCode: ExitCode;
  /** Why the run stopped before its end, as a sentence. */
  why?: string;
}

/**
 * Creates the tasks of all rows. The first Ctrl-C stops gently, the second at once.
 *
 * @throws CliError when the run can't begin; nothing was sent
 */
export async function runAll(
  heffl: Heffl,
  rows: () => AsyncIterable<BulkRow>,
  options: BulkOptions,
  onResult: (result: RowResult) => void,
): Promise<Ended> {
  const run = createMany(heffl, rows, options);
  const results = new Map<number, Sent>();
  const stopping = stopOnSignals(run.stop);
  // In a pipe, Ctrl-C ends the reader as well. Both together count as one gentle stop.
  stdoutClosed.addEventListener("abort", () => stopping.gently("The results can't be printed any more."));
  let isBegun = false;
  let isStopped = false; // whether a row failed that a later run can send
  try {
    for await (const result of run) {
      isBegun = true;
      const { index, outcome, taskId, taskNumber, duplicates } = result;
      const message = messageOf(result);
      results.set(index, { outcome, taskId: duplicates?.join(" ") ?? taskId, taskNumber, message, duplicates });
      if (outcome === "pending" && result.error) isStopped = true;
      onResult({ ...result, message });
    }
  } catch (error) {
    if (!(error instanceof HefflBulkError || error instanceof CliError)) throw error;
    const why = inFlags(error.message);
    if (!isBegun) throw new CliError(`${why} Nothing was sent.`);
    return { results, exitCode: EXIT.stopped, why };
  } finally {
    stopping.end();
  }
  if (stopping.isInterrupted()) return { results, exitCode: EXIT.interrupted, why: "Interrupted." };
  return { results, exitCode: isStopped ? EXIT.stopped : EXIT.ok };
}

function messageOf({ duplicates, changed, message }: RowResult): string | undefined {
  const parts = [
    ...(duplicates ? ["There are several tasks with its key: delete all but one."] : []),
    ...(changed ? ["The row has changed since its task was created; the task was not changed."] : []),
    ...(message === undefined ? [] : [inFlags(message)]),
  ];
  return parts.length === 0 ? undefined : parts.join(" ");
}

interface Stopping {
  isInterrupted(): boolean;
  /** Stops gently, unless the run is stopping already. */
  gently(why: string): void;
  end(): void;
}

function stopOnSignals(stop: () => void): Stopping {
  let count = 0;
  let isStopped = false;
  const gently = (why: string) => {
    if (isStopped) return;
    isStopped = true;
    printError(`${why} Stopping when what is under way is settled. Ctrl-C again stops at once.`.trim());
    stop();
  };
  const onSignal = () => {
    if (++count > 2) process.exit(EXIT.interrupted);
    if (count === 2) stop();
    gently("");
  };
  for (const signal of SIGNALS) process.on(signal, onSignal);
  return {
    isInterrupted: () => count > 0,
    gently,
    end() {
      for (const signal of SIGNALS) process.off(signal, onSignal);
    },
  };
}
