import { existsSync, realpathSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import type { Heffl } from "../../index.ts";
import { openClient } from "../client.ts";
import { CliError, EXIT, type ExitCode } from "../exit.ts";
import { canPrint, print, printError, printJson } from "../output.ts";
import { checkDateFormat, checkTimeZone } from "../values/dates.ts";
import { type Checked, check, describe, refuseInvalid } from "./check.ts";
import { parseMap, resolveColumns } from "./columns.ts";
import type { Rules } from "./convert.ts";
import type { ImportFlags } from "./flags.ts";
import { type Input, openInput } from "./input.ts";
import { journalOf } from "./journal-file.ts";
import { ProgressLine } from "./progress.ts";
import { send, validRows } from "./send.ts";

/** Heffl's published limit, in requests a minute. */
const DEFAULT_RATE = 60;

/** Checks a file and creates a task for each of its rows. Resolves with the exit status. */
export async function importFile(file: string, flags: ImportFlags): Promise<ExitCode> {
  const map = parseMap(flags.map ?? []);
  const dates = {
    timeZone: flags.timeZone === undefined ? undefined : checkTimeZone(flags.timeZone),
    format: flags.dateFormat === undefined ? undefined : checkDateFormat(flags.dateFormat),
  };
  const requestsPerMinute = readRate(flags.rate);
  const journal = checkPaths(file, flags);
  if (flags.null === "") throw new CliError("--null needs a word. An empty cell leaves its field out.");
  if (flags.resendUnknown && flags.idempotencyField === undefined)
    throw new CliError("--resend-unknown needs --idempotency-field: a task can be looked for first only by its key.");
  const heffl = await openClient(flags, !flags.dryRun);
  const input = await openInput(file, flags.format);
  try {
    const names = await readNames(input);
    const columns = resolveColumns(names, { map, keyColumn: flags.keyColumn });
    const rules: Rules = { names, columns, map, dates, nullWord: flags.null };
    const checked = await checkInput(input, rules, heffl, flags);
    if (flags.dryRun) {
      await printDryRun(input, rules, checked, flags.json);
      return EXIT.ok;
    }
    return await send({ input, rules, checked, heffl, flags, journal, requestsPerMinute });
  } finally {
    await input.close();
  }
}

/** The names of all columns. For JSON they are known only after the whole file was read. */
async function readNames(input: Input): Promise<readonly string[]> {
  if (input.table.format !== "csv") for await (const _ of input.rows());
  return input.table.columns;
}

/** Checks the whole file. Throws a {@link CliError} when it can't be sent. */
async function checkInput(input: Input, rules: Rules, heffl: Heffl, flags: ImportFlags): Promise<Checked> {
  const line = new ProgressLine();
  const checked = await check(input, rules, heffl, {
    onProblem(problem) {
      line.clear();
      printError(describe(input.name, problem));
    },
    onRow: (count) => line.show(() => `Checked ${count.toLocaleString("en")} rows`),
  });
  line.clear();
  refuseInvalid(checked, flags.skipInvalid);
  return checked;
}

async function printDryRun(input: Input, rules: Rules, checked: Checked, json: boolean | undefined): Promise<void> {
  if (json)
    for await (const { line, key, task } of validRows(input, rules, checked)) {
      printJson({ line, key, task });
      if (!(await canPrint())) break;
    }
  else print(`${(checked.count - checked.invalid.size).toLocaleString("en")} rows can be sent. Nothing was sent.`);
}

function readRate(rate: number | undefined): number {
  const given = process.env["HEFFL_RATE_LIMIT"];
  if (rate !== undefined || !given) return rate ?? DEFAULT_RATE;
  if (!/^\d{1,6}$/.test(given))
    throw new CliError(`HEFFL_RATE_LIMIT must be a whole number, and not ${JSON.stringify(given)}.`);
  return Number(given);
}

/** Throws if two paths are the same file, which would be overwritten. Returns the journal's path. */
function checkPaths(file: string, { journal, report, keyStdin }: ImportFlags): string {
  if (file === "-" && journal === undefined)
    throw new CliError("An import from stdin needs --journal PATH, so that it can be continued.");
  if (file === "-" && keyStdin) throw new CliError("Rows and key can't both come on stdin. Set HEFFL_API_KEY.");
  const path = journal ?? journalOf(file);
  const paths = [file, path, ...(report === undefined ? [] : [report])].map(realPath);
  if (new Set(paths).size < paths.length)
    throw new CliError("The input, the journal and the report must be three different files.");
  return path;
}

/** Resolves links, because a file can have several names. */
function realPath(path: string): string {
  if (existsSync(path)) return realpathSync(path);
  const folder = dirname(resolve(path));
  return join(existsSync(folder) ? realpathSync(folder) : folder, basename(path));
}
