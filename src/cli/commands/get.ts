import { Command } from "commander";
import { type ClientFlags, openClient } from "../client.ts";
import { describeTask } from "../describe-task.ts";
import { untilInterrupted } from "../interrupt.ts";
import { print, printJson } from "../output.ts";
import { addReadOptions } from "./options.ts";

const EXAMPLES = `Examples:
  heffl get tsk_4kTq9ZbW2mXc7
  heffl get tsk_4kTq9ZbW2mXc7 --json
`;

export function command(): Command {
  const own = new Command("get")
    .description("Reads a task, and prints its fields.")
    .addHelpText("before", EXAMPLES)
    .argument("<id>", "the task's ID")
    .option("--json", "print the task as JSON");
  return addReadOptions(own).action(async (id: string, flags: ClientFlags & { json?: boolean }) => {
    const heffl = await openClient(flags);
    const task = await heffl.tasks.get(id, { signal: untilInterrupted() });
    flags.json ? printJson(task) : print(describeTask(task));
  });
}
