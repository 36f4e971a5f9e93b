import { createInterface } from "node:readline/promises";
import { redactText } from "../../src/errors/redact.ts";
import { Heffl, HefflAbortError, isHefflError, type NewTask } from "../../src/index.ts";
import { CommandError } from "../lib/command.ts";
import { heading, prose, rows } from "../lib/terminal.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

/** Creates a task at the real API, after naming the target. Resolves with the exit status. */
export async function demoLive({ sure }: { sure: boolean }): Promise<number> {
  const key = process.env["HEFFL_API_KEY"];
  if (!key) {
    throw new CommandError(
      "--live needs an API key in the environment variable HEFFL_API_KEY.\nKeys are made at app.heffl.com/settings/developers.",
    );
  }
  const heffl = new Heffl({ apiKey: key });
  // No IDs: nobody here knows which users, tags and deals your workspace has.
  const task: NewTask = {
    title: `[heffl-client demo] Created ${new Date().toISOString()}`,
    type: "todo",
    dueDate: new Date(Date.now() + DAY_MS),
    description: "Made by heffl-client's demo, npm start -- --live. It can be deleted.",
  };
  const { url } = heffl.tasks.preview(task);
  console.log(heading("A real task"));
  console.log(
    rows([["at", url], ...Object.entries(JSON.parse(heffl.tasks.preview(task).body) as Record<string, string>)]),
  );
  console.log(`\n${prose("It will be in your workspace, and this client can't delete it.")}\n`);
  if (!sure && !(await confirm())) {
    console.log("Nothing was sent.");
    return 0;
  }
  return create(heffl, task, key);
}

async function confirm(): Promise<boolean> {
  const { stdin: input, stdout: output } = process;
  if (!input.isTTY || !output.isTTY) {
    throw new CommandError("Nothing was sent: there is no terminal to ask for your consent. --yes gives it.");
  }
  // `terminal: false` leaves Ctrl-C to the system, which ends the process; readline's own handling would end the question.
  const lines = createInterface({ input, output, terminal: false });
  const closed = new Promise<string>((resolve) => lines.once("close", () => resolve("")));
  const answer = await Promise.race([lines.question("Create it? [y/N] "), closed]);
  lines.close();
  return /^y(es)?$/i.test(answer.trim());
}

async function create(heffl: Heffl, task: NewTask, key: string): Promise<number> {
  const interrupt = new AbortController();
  // An interrupted create may have arrived. The client's error says so, where dying on the spot would say nothing.
  process.on("SIGINT", () => interrupt.abort());
  try {
    console.log("Sending …");
    const { task: created, rateLimit } = await heffl.tasks.createWithResponse(task, { signal: interrupt.signal });
    console.log(heading("Heffl's answer"));
    console.log(rows(Object.entries(created).map(([name, value]) => [name, redactText(JSON.stringify(value), key)])));
    if (rateLimit?.remaining !== undefined) console.log(rows([["rate limit", `${rateLimit.remaining} left`]]));
    console.log("\noutcome: created");
    return 0;
  } catch (error) {
    if (!isHefflError(error)) throw error;
    console.error(`\n${error.name}: ${error.message}\noutcome: ${error.outcome}`);
    return error instanceof HefflAbortError ? 130 : 1;
  }
}
