import type { RowResult } from "../../bulk.ts";
import { EXIT, type ExitCode } from "../exit.ts";
import { oneLine, print, printError, printJson, stdoutClosed } from "../output.ts";
import type { Checked } from "./check.ts";
import type { Ended } from "./run.ts";

/** Tells what became of a row. */
export function tellRow(line: number, row: RowResult, json: boolean | undefined): void {
  const { outcome, key, taskId, taskNumber, duplicates, message, fromJournal } = row;
  if (json) printJson({ line, key, outcome, taskId, taskNumber, duplicates, error: message, fromJournal });
  else
    print(
      [
        outcome.padEnd(8),
        `line ${line}`,
        ...(taskId === undefined ? [] : [taskId]),
        ...(message === undefined ? [] : [message]),
      ]
        .map(oneLine)
        .join("  "),
    );
}

/** Tells what became of the whole file, and what to do next. Gives the exit status. */
export function tellEnd({ results, exitCode, why }: Ended, { count, invalid }: Checked): ExitCode {
  const counts = { created: 0, refused: 0, unknown: 0, pending: count - invalid.size - results.size };
  for (const { outcome } of results.values()) counts[outcome]++;
  const { created, refused, unknown, pending } = counts;
  const parts = [
    `${created.toLocaleString("en")} created`,
    ...(refused > 0 ? [`${refused} refused`] : []),
    ...(invalid.size > 0 ? [`${invalid.size} invalid and left out`] : []),
    ...(unknown > 0 ? [`${unknown} unknown`] : []),
    ...(pending > 0 ? [`${pending} not sent yet`] : []),
  ];
  printError(`Of ${count.toLocaleString("en")} rows: ${parts.join(", ")}.`);
  if (why !== undefined) printError(why);
  if (unknown > 0)
    printError(
      "Unknown: these tasks may exist. Look for them in Heffl first. Then --resend-unknown sends those again that aren't found, if there is an --idempotency-field.",
    );
  if (refused > 0)
    printError("Refused: correct these rows and run the same command again; the others are not sent twice.");
  if (pending > 0 && why === undefined) printError("Not sent yet: run the same command again.");
  if (exitCode !== EXIT.ok) return exitCode;
  if (unknown > 0) return EXIT.unknown;
  if (pending > 0 && stdoutClosed.aborted) return EXIT.stopped;
  return refused > 0 || invalid.size > 0 ? EXIT.refused : EXIT.ok;
}
