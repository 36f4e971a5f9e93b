import type { BulkOptions, BulkRow } from "../../bulk.ts";
import type { Heffl, NewTask } from "../../index.ts";
import { CliError, type ExitCode } from "../exit.ts";
import { printError } from "../output.ts";
import type { Checked } from "./check.ts";
import { convert, type Rules } from "./convert.ts";
import type { ImportFlags } from "./flags.ts";
import type { Input } from "./input.ts";
import { setAside } from "./journal-file.ts";
import { countsOf, describeProgress, ProgressLine } from "./progress.ts";
import { openReport } from "./report.ts";
import { runAll } from "./run.ts";
import { confirm, summarize } from "./summary.ts";
import { tellEnd, tellRow } from "./tell.ts";

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
      tellRow(lines[result.index] ?? 0, result, flags.json);
    });
    line.clear();
    let sent = 0;
    await report?.write(input, (place) => {
      const invalid = checked.invalid.get(place);
      if (invalid !== undefined) return { outcome: "invalid", message: invalid };
      return ended.results.get(sent++) ?? { outcome: "pending", message: "Not sent yet." };
    });
    return tellEnd(ended, checked);
  } finally {
    await report?.discard();
  }
}

/** The rows that are valid, as tasks. Throws a {@link CliError} when one isn't any more. */
export async function* validRows(
  input: Input,
  rules: Rules,
  { invalid }: Checked,
): AsyncGenerator<{ line: number; key: string | undefined; task: NewTask; content: unknown }, void> {
  let place = 0;
  for await (const row of input.rows()) {
    if (invalid.has(place++)) continue;
    const { task, key } = convert(row, rules);
    const content = rules.names.flatMap((name, index) =>
      row.cells[index] === undefined ? [] : [[name, row.cells[index]]],
    );
    yield { line: row.line, key, task, content };
  }
}

async function* bulkRows(input: Input, rules: Rules, checked: Checked, lines: number[]): AsyncGenerator<BulkRow, void> {
  let index = 0;
  for await (const { line, key, task, content } of validRows(input, rules, checked)) {
    lines[index++] = line;
    yield { task, key, content };
  }
}

/** Whatever decides what the tasks are like. A journal that was begun with something else is refused. */
function shapeOf({ names, columns, dates, nullWord }: Rules): Record<string, unknown> {
  const targets = names.flatMap((name, index) => {
    const target = columns.targets[index];
    return target === undefined ? [] : [[name, `${target.field}:${target.kind}`] as const];
  });
  const keyColumn = columns.key === undefined ? null : names[columns.key];
  return {
    columns: Object.fromEntries(targets),
    keyColumn,
    timeZone: dates.timeZone ?? null,
    dateFormat: dates.format ?? null,
    null: nullWord ?? null,
  };
}
