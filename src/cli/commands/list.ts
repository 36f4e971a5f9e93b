import { Command } from "commander";
import { type ClientFlags, openClient } from "../client.ts";
import { taskLine } from "../describe-task.ts";
import { untilInterrupted } from "../interrupt.ts";
import { canPrint, print, printJson } from "../output.ts";
import { checkTimeZone, machineTimeZone } from "../values/dates.ts";
import { readFlag } from "../values/read-flag.ts";
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
    .option("--limit <count>", "the most tasks to list", wholeNumber(1))
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
      // Not the end: newer tasks can follow on this page, because Heffl doesn't publish how exactly the list is sorted.
      if (since !== undefined && Date.parse(`${task.createdAt}`) < since) continue;
      flags.json ? printJson(task) : print(taskLine(task));
      if (--left === 0) return;
    }
    if (since !== undefined && data.some((task) => Date.parse(`${task.createdAt}`) < since)) return;
    if (!(await canPrint())) return;
  }
}

const readSince = (text: string, zone: string | undefined): number =>
  Date.parse(`${readFlag("--since", text, "date", zone === undefined ? machineTimeZone() : checkTimeZone(zone))}`);
