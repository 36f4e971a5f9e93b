import { Command, CommanderError } from "commander";
import { HefflError, VERSION } from "../index.ts";
import { CliError, EXIT, exitCodeOf } from "./exit.ts";
import { leaveOnSignals } from "./interrupt.ts";
import { printError, watchOutputs } from "./output.ts";

interface Entry {
  summary: string;
  /** Loads only the command that is used, because loading the others takes time. */
  load: () => Promise<{ command(): Command }>;
}

const COMMANDS: Readonly<Record<string, Entry>> = {
  create: { summary: "Create a task", load: () => import("./commands/create.ts") },
  get: { summary: "Read a task", load: () => import("./commands/get.ts") },
  list: { summary: "List tasks, the newest first", load: () => import("./commands/list.ts") },
  import: { summary: "Create a task for each row of a file", load: () => import("./commands/import.ts") },
  mcp: { summary: "Serve tools to agents, by the Model Context Protocol", load: () => import("./commands/mcp.ts") },
  mock: { summary: "Serve a mock of the API on this machine", load: () => import("./commands/mock.ts") },
};

const EXAMPLES = `Examples:
  heffl create --title "Call Acme" --type call --due 2026-12-01T09:30
  heffl import leads.csv --map "Due date=dueDate" --time-zone Europe/Vienna --report out.csv
  heffl list --since 2026-11-01
  heffl get tsk_4kTq9ZbW2mXc7
`;

const ENVIRONMENT = `
Environment:
  HEFFL_API_KEY     the API key, created at app.heffl.com/settings/developers; or pass it on
                    stdin with --key-stdin
  HEFFL_BASE_URL    another address than Heffl's, such as that of a mock
  HEFFL_RATE_LIMIT  requests a minute of an import, 60 by default; 0 for no limit

Exit status: 0 done; 1 refused by Heffl, or no such task; 2 can't be used as given, nothing was
sent; 3 unknown, a task may exist; 4 stopped early, run it again; 130 interrupted.
`;

/** Runs the command. Resolves with the exit status. */
export async function main(args: string[]): Promise<number> {
  watchOutputs();
  leaveOnSignals();
  try {
    await (await program(args)).parseAsync(args, { from: "user" });
    return Number(process.exitCode ?? EXIT.ok);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage; // commander has printed it
    if (error instanceof CliError || error instanceof HefflError) {
      printError(error.message);
      return error instanceof CliError ? error.exitCode : exitCodeOf(error);
    }
    printError(`${(error as Error).stack ?? error}`);
    printError("This is a bug in heffl-client. A task that was being created may exist: look for it first.");
    return EXIT.unknown;
  }
}

async function program(args: string[]): Promise<Command> {
  const root = new Command("heffl")
    .description("Creates and reads tasks in Heffl.")
    .version(VERSION)
    .addHelpText("before", EXAMPLES)
    .addHelpText("after", ENVIRONMENT)
    .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, "")) })
    .showHelpAfterError("Use --help to see the commands and options.")
    .exitOverride();
  for (const [name, { summary, load }] of Object.entries(COMMANDS)) {
    const command = args.includes(name) ? (await load()).command() : new Command(name);
    root.addCommand(command.summary(summary).copyInheritedSettings(root));
  }
  return root;
}
