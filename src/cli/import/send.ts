import { existsSync } from "node:fs";
import type { BulkOptions, BulkRow } from "../../bulk.ts";
import type { Heffl, NewTask } from "../../index.ts";
import { CliError, type ExitCode } from "../exit.ts";
import { printError } from "../output.ts";
import type { Row } from "../read/table.ts";
import type { Checked } from "./check.ts";
import { convert, type Rules } from "./convert.ts";
import type { ImportFlags } from "./flags.ts";
import type { Input } from "./input.ts";
import { setAside } from "./journal-file.ts";
import { printEnd, printRow } from "./print-results.ts";
import { countsOf, describeProgress, ProgressLine } from "./progress.ts";
import { openReport } from "./report.ts";
import { runAll } from "./run.ts";
import { confirm, summarize } from "./summary.ts";

export interface Work {
  input: Input;
  rules: Rules;
  checked: Checked;
  heffl: Heffl;
  flags: ImportFlags;
  journal: string;
  requestsPerMinute: number;
}

/** Sends the rows of a file that was checked. Resolves with the exit status. */
export async function send(work: Work): Promise<ExitCode> {
  const { input, rules, checked, heffl, flags, journal, requestsPerMinute } = work;
  for (const line of summarize({ input, checked, rules, heffl, requestsPerMinute, limit: flags.limit }))
    printError(line);
  if (!flags.newJournal && existsSync(journal))
    printError(`Journal: continuing with ${journal}. Rows whose tasks were created already are not sent again.`);
  const report = flags.report === undefined ? undefined : await openReport(flags.report);
  try {
    if (!flags.yes && !(await confirm("Create the tasks?"))) throw new CliError("Nothing was sent.");
    const old = flags.newJournal ? await setAside(journal) : undefined;
    if (old !== undefined) printError(`The old journal is now ${old}.`);
    const line = new ProgressLine();
    const lines: number[] = [];
    const rows = () => bulkRows(input, rules, checked, lines);
    const options: BulkOptions = {
      journal,
      requestsPerMinute,
      shape: shapeOf(rules),
      limit: flags.limit,
      acceptChanges: flags.acceptChanges,
      resendUnknown: flags.resendUnknown,
      onProgress: (progress) => line.show(() => (line.isTerminal ? describeProgress(progress) : countsOf(progress))),
    };
    const ended = await runAll(heffl, rows, options, (result) => {
      line.clear();
      printRow(lines[result.index] ?? 0, result, flags.json);
    });
    line.clear();
    const exitCode = printEnd(ended, checked, flags);
    let sent = 0;
    await report?.write(input, (place) => {
      const invalid = checked.invalid.get(place);
      if (invalid !== undefined) return { outcome: "invalid", message: invalid };
      return ended.results.get(sent++) ?? { outcome: "pending", message: "Not sent yet." };
    });
    return exitCode;
  } finally {
    await report?.discard();
  }
}

/** The rows that are valid, as tasks. */
export async function* validRows(
  input: Input,
  rules: Rules,
  { invalid }: Checked,
): AsyncGenerator<{ line: number; key: string | undefined; task: NewTask; content: unknown }, void> {
  let place = 0;
  for await (const row of input.rows()) {
    if (invalid.has(place++)) continue;
    const { task, key } = convert(row, rules);
    yield { line: row.line, key, task, content: contentOf(row, rules) };
  }
}

async function* bulkRows(input: Input, rules: Rules, checked: Checked, lines: number[]): AsyncGenerator<BulkRow, void> {
  let index = 0;
  for await (const { line, key, task, content } of validRows(input, rules, checked)) {
    lines[index++] = line;
    yield { task, key, content };
  }
}

/**
 * The cells from which a task is made, in an order that doesn't depend on that of the columns. Columns that are left out don't
 * count.
 */
const contentOf = ({ cells }: Row, { columns }: Rules): [field: string, cell: unknown][] =>
  columns.targets
    .flatMap((target, index): [string, unknown][] =>
      target === undefined || cells[index] === undefined ? [] : [[target.field, cells[index]]],
    )
    .sort(([a], [b]) => (a < b ? -1 : 1));

/**
 * The flags on which the tasks depend: a journal that was begun with others is refused. The columns' names aren't included,
 * because a later file may have more columns.
 */
function shapeOf({ columns, map, names, dates, nullWord }: Rules): Record<string, unknown> {
  const targets = [...map].flatMap(([name, target]) => (target ? [[name, `${target.field}:${target.kind}`]] : []));
  const hasDates = columns.targets.some((target) => target?.kind === "date");
  return {
    "--map": Object.fromEntries(targets),
    "--key-column": columns.key === undefined ? null : names[columns.key],
    "--time-zone": hasDates ? (dates.timeZone ?? null) : null,
    "--date-format": hasDates ? (dates.format ?? null) : null,
    "--null": nullWord ?? null,
  };
}
