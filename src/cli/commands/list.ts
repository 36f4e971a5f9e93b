import { Command } from "commander";
import { type ClientFlags, openClient } from "../client.ts";
import { taskLine } from "../describe-task.ts";
import { CliError } from "../exit.ts";
import { untilInterrupted } from "../interrupt.ts";
import { canPrint, print, printJson } from "../output.ts";
import { checkTimeZone, machineTimeZone, readDate } from "../values/dates.ts";
import { ValueError } from "../values/value-error.ts";
import { addReadOptions, wholeNumber } from "./options.ts";

const EXAMPLES = `Examples:
  heffl list --limit 20
  heffl list --since 2026-11-01
  heffl list --since 2026-11-01T08:00 --json > tasks.ndjson
`;

interface Flags extends ClientFlags {
  since?: string;
  timeZone?: string;
  limit?: number;
  json?: boolean;
}

export function command(): Command {
  const own = new Command("list")
    .description("Lists tasks, the newest first: ID, status, due date and title.")
    .addHelpText("before", EXAMPLES)
    .option("--since <date>", "only tasks that were created then or later: 2026-11-01 or 2026-11-01T08:00")
    .option("--time-zone <zone>", "the zone of a date without an offset (default: this machine's)")
    .option("--limit <count>", "at most so many", wholeNumber(1))
    .option("--json", "print one task a line as JSON");
  return addReadOptions(own).action(run);
}

async function run(flags: Flags): Promise<void> {
  const since = flags.since === undefined ? undefined : readSince(flags.since, flags.timeZone);
  const heffl = await openClient(flags);
  const signal = untilInterrupted();
  let left = flags.limit ?? Number.POSITIVE_INFINITY;
  const pageSize = Math.min(100, left);
  for await (const { data } of heffl.tasks.list({ pageSize }, { signal }).pages()) {
    for (const task of data) {
      // Its page can hold newer ones after it: nothing says that the list is exactly in order.
      if (since !== undefined && Date.parse(`${task.createdAt}`) < since) continue;
      flags.json ? printJson(task) : print(taskLine(task));
      if (--left === 0) return;
    }
    if (since !== undefined && data.some((task) => Date.parse(`${task.createdAt}`) < since)) return;
    if (!(await canPrint())) return;
  }
}

function readSince(text: string, zone: string | undefined): number {
  const timeZone = zone === undefined ? machineTimeZone() : checkTimeZone(zone);
  try {
    return Date.parse(readDate(text, { timeZone, format: undefined }));
  } catch (error) {
    if (error instanceof ValueError) throw new CliError(`--since: ${error.message}`);
    throw error;
  }
}
