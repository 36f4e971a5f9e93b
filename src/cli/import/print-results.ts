import type { RowResult } from "../../bulk.ts";
import { EXIT, type ExitCode } from "../exit.ts";
import { oneLine, print, printError, printJson } from "../output.ts";
import type { Checked } from "./check.ts";
import type { ImportFlags } from "./flags.ts";
import type { Ended } from "./run.ts";

export function printRow(line: number, row: RowResult, json: boolean | undefined): void {
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

/** Prints the counts of the whole file, and what to do next. Returns the exit status. */
export function printEnd(
  { results, exitCode, why }: Ended,
  { count, invalid }: Checked,
  { newJournal }: Pick<ImportFlags, "newJournal">,
): ExitCode {
  const counts = { created: 0, refused: 0, unknown: 0, pending: count - invalid.size - results.size };
  let several = 0;
  for (const { outcome, duplicates } of results.values()) {
    counts[outcome]++;
    if (duplicates) several++;
  }
  const { created, refused, unknown, pending } = counts;
  const parts = [
    `${created.toLocaleString("en")} created`,
    ...(refused > 0 ? [`${refused} refused`] : []),
    ...(invalid.size > 0 ? [`${invalid.size} invalid and left out`] : []),
    ...(unknown > 0 ? [`${unknown} unknown`] : []),
    ...(pending > 0 ? [`${pending} not sent yet`] : []),
  ];
  printError(`Of ${count.toLocaleString("en")} rows: ${parts.join(", ")}.`);
  const again = newJournal ? "run the same command again, but without --new-journal" : "run the same command again";
  const isDone = unknown === 0 && pending === 0;
  if (why !== undefined && !isDone) printError(why);
  if (several > 0)
    printError(
      `Rows with several tasks: ${several}. Their IDs are in the results and the report: delete all but one of each.`,
    );
  if (unknown > 0)
    printError(
      "Unknown: these tasks may exist. Look for them in Heffl, and put those that are missing into a file of their own. Where each task carries a key in an --idempotency-field, --resend-unknown does it.",
    );
  if (refused > 0) printError(`Refused: correct these rows and ${again}; the others are not sent twice.`);
  if (pending > 0) printError(`Not sent yet: ${again}.`);
  if (exitCode !== EXIT.ok && !isDone) return exitCode;
  if (unknown > 0) return EXIT.unknown;
  if (pending > 0) return EXIT.stopped;
  return refused > 0 || invalid.size > 0 || several > 0 ? EXIT.refused : EXIT.ok;
}
