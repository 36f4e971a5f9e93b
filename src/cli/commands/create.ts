import { Command } from "commander";
import { HefflError, type NewTask } from "../../index.ts";
import { type ClientFlags, openClient } from "../client.ts";
import { CliError, exitCodeOf } from "../exit.ts";
import { untilInterrupted } from "../interrupt.ts";
import { oneLine, print, printError, tryPrint } from "../output.ts";
import { checkTimeZone, machineTimeZone } from "../values/dates.ts";
import { FIELDS, isField, type Kind, parseTarget } from "../values/kinds.ts";
import { readFlag } from "../values/read-flag.ts";
import { addClientOptions, many } from "./options.ts";

const EXAMPLES = `Examples:
  heffl create --title "Call Acme"
  heffl create --title "Call Acme" --type call --due 2026-12-01T09:30 --cf follow_up_type=phone
  heffl create --title "Score it" --cf score:number=5 --assignee usr_1 --assignee usr_2
  heffl create --title "Call Acme" --dry-run
`;

interface Flags extends ClientFlags {
  cf?: string[];
  timeZone?: string;
  json?: boolean;
  dryRun?: boolean;
  [field: string]: unknown;
}

export function command(): Command {
  const own = new Command("create")
    .description("Creates a task, and prints its ID.")
    .addHelpText("before", EXAMPLES)
    .requiredOption("--title <text>", "what there is to do")
    .option("--description <text>")
    .option("--status <status>", "OPEN, IN_PROGRESS, ON_HOLD, COMPLETED or CANCELLED")
    .option("--type <type>", "call, todo or meeting")
    .option("--priority <priority>", "LOW, MEDIUM or HIGH")
    .option("--start <date>", "when it starts: 2026-12-01 or 2026-12-01T09:30, with or without an offset")
    .option("--due <date>", "when it is due, written in the same way")
    .option("--show-time", "whether to show the time on the due date")
    .option("--no-show-time")
    .option("--duration <minutes>")
    .option("--assignee <id>", "a user's ID; can be repeated", many)
    .option("--tag <id>", "a tag's ID; can be repeated", many)
    .option("--entity <entity>", "what it belongs to: projects, leads or deals")
    .option("--entity-id <id>", "the ID of that project, lead or deal")
    .option(
      "--cf <name=value>",
      "a custom field; name:number=value for a number, also boolean, date, list; can be repeated",
      many,
    )
    .option("--time-zone <zone>", "the zone of dates without an offset (default: this machine's, which is printed)")
    .option("--json", "print the whole task as JSON")
    .option("--dry-run", "check the task and print it as it would be sent, without sending it");
  return addClientOptions(own).action(run);
}

async function run(flags: Flags): Promise<void> {
  const given = readTask(flags);
  const heffl = await openClient(flags, !flags.dryRun);
  if (flags.dryRun) return print(heffl.tasks.preview(given).body);
  try {
    const task = await heffl.tasks.create(given, { signal: untilInterrupted() });
    const line = `Created ${oneLine(task.id)} (number ${oneLine(task.number)}): ${oneLine(task.title)}`;
    await printCreated(flags.json ? JSON.stringify(task) : line, task.id);
  } catch (error) {
    if (!(error instanceof HefflError) || error.outcome !== "created") throw error;
    // The task exists, but it couldn't be read completely.
    printError(error.message);
    await printCreated(
      flags.json ? JSON.stringify({ id: error.taskId }) : `Created ${error.taskId}`,
      `${error.taskId}`,
    );
    process.exitCode = exitCodeOf(error);
  }
}

/** Prints a created task, on stderr if stdout fails: a user who doesn't see it might create it again. */
async function printCreated(line: string, id: string): Promise<void> {
  if (!(await tryPrint(line))) printError(`Created ${oneLine(id)}, though the result can't be printed.`);
}

/** The fields of the flags that have another name. */
const FIELD_OF: Readonly<Record<string, string>> = {
  start: "startDate",
  due: "dueDate",
  duration: "durationMinutes",
  assignee: "assigneeIds",
  tag: "tagIds",
};

function readTask(flags: Flags): NewTask {
  const zone = flags.timeZone === undefined ? machineTimeZone() : checkTimeZone(flags.timeZone);
  const task: Record<string, unknown> = {};
  for (const [flag, given] of Object.entries(flags)) {
    const field = FIELD_OF[flag] ?? flag;
    if (!isField(field)) continue;
    const kind = FIELDS[field];
    task[field] = typeof given === "string" ? read(flagName(flag), given, kind, zone) : given;
  }
  for (const given of flags.cf ?? []) {
    const [, name, value] = /^(.+?)=(.*)$/s.exec(given) ?? [];
    if (name === undefined || value === undefined)
      throw new CliError(
        `--cf must be a name and a value, such as --cf follow_up_type=phone, and not ${JSON.stringify(given)}.`,
      );
    const { field, kind } = parseTarget(name.startsWith("cf_") ? name : `cf_${name}`);
    if (Object.hasOwn(task, field)) throw new CliError(`${field} is given twice.`);
    task[field] = read(`--cf ${name}`, value, kind, zone);
  }
  return task as unknown as NewTask;
}

function read(flag: string, given: string, kind: Kind, zone: string): unknown {
  const value = readFlag(flag, given, kind, zone);
  if (kind === "date" && !/(?:z|[+-]\d{2}:?\d{2})$/i.test(given.trim().slice(10)))
    printError(`${flag} is ${value} (${zone}).`);
  return value;
}

const flagName = (name: string): string => `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
