import { type BulkOptions, type BulkRow, createMany, HefflBulkError, type RowResult } from "../../bulk.ts";
import type { Heffl } from "../../index.ts";
import { CliError, EXIT, type ExitCode } from "../exit.ts";
import { SIGNALS } from "../interrupt.ts";
import { printError, stdoutClosed } from "../output.ts";

type Sent = Pick<RowResult, "outcome" | "taskId" | "taskNumber" | "message">;

/** What became of a file. */
export interface Ended {
  /** By the row's place among those that were sent. Rows without a result are pending. */
  results: ReadonlyMap<number, Sent>;
  exitCode: ExitCode;
  /** Why the run stopped before its end, as a sentence. */
  why?: string;
}

/**
 * Runs the rows. Ctrl-C ends it gently, twice ends it at once.
 *
 * @throws CliError when it can't begin: nothing was sent
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
  stdoutClosed.addEventListener("abort", () => {
    printError("The results can't be printed any more. Stopping when what is under way is settled.");
    run.stop();
  });
  let isBegun = false;
  let isStopped = false; // by an error of a row that a later run may send
  try {
    for await (const result of run) {
      isBegun = true;
      const { index, outcome, taskId, taskNumber, duplicates, changed } = result;
      const message = messageOf(result);
      results.set(index, { outcome, taskId: duplicates?.join(" ") ?? taskId, taskNumber, message });
      if (outcome === "pending" && result.error) isStopped = true;
      onResult({ ...result, message, changed });
    }
  } catch (error) {
    if (!(error instanceof HefflBulkError || error instanceof CliError)) throw error;
    const why = error.message.replace("set acceptChanges", "use --accept-changes");
    if (!isBegun) throw new CliError(`${why} Nothing was sent.`);
    return { results, exitCode: EXIT.stopped, why };
  } finally {
    stopping.end();
  }
  if (stopping.isInterrupted())
    return { results, exitCode: EXIT.interrupted, why: "Interrupted. The same command goes on." };
  return { results, exitCode: isStopped ? EXIT.stopped : EXIT.ok };
}

function messageOf({ duplicates, changed, message }: RowResult): string | undefined {
  const parts = [
    ...(duplicates ? ["There are several tasks with its key: delete all but one."] : []),
    ...(changed ? ["The row has changed since its task was created; the task was not changed."] : []),
    ...(message === undefined ? [] : [message]),
  ];
  return parts.length === 0 ? undefined : parts.join(" ");
}

function stopOnSignals(stop: () => void): { isInterrupted(): boolean; end(): void } {
  let count = 0;
  const onSignal = () => {
    if (++count > 2) process.exit(EXIT.interrupted);
    if (count === 1) printError("Stopping when what is under way is settled. Ctrl-C again stops at once.");
    stop();
  };
  for (const signal of SIGNALS) process.on(signal, onSignal);
  return {
    isInterrupted: () => count > 0,
    end() {
      for (const signal of SIGNALS) process.off(signal, onSignal);
    },
  };
}
