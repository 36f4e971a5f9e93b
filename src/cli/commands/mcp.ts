import { Console } from "node:console";
import { Command } from "commander";
import { openClient } from "../client.ts";
import { serve } from "../mcp/serve.ts";

const EXAMPLES = `Examples:
  HEFFL_API_KEY=… heffl mcp
  heffl mcp --idempotency-field cf_request_id
  heffl mcp --read-only
`;

interface Flags {
  idempotencyField?: string;
  readOnly?: boolean;
  dryRun?: boolean;
}

export function command(): Command {
  return new Command("mcp")
    .description(
      "Serves the tools create_task, get_task, list_tasks and find_task to an agent, by the Model Context Protocol over stdin and stdout. The host of the agent starts it.",
    )
    .addHelpText("before", EXAMPLES)
    .option(
      "--idempotency-field <field>",
      "a text custom field that carries a key on every task, such as cf_request_id: after a lost connection the task is then looked for by it",
    )
    .option("--read-only", "don't offer create_task")
    .option("--dry-run", "let create_task show what would be sent, and send nothing")
    .action(async ({ idempotencyField, readOnly = false, dryRun = false }: Flags) => {
      // stdout is only for the protocol, so whatever HEFFL_LOG or a package prints goes to stderr.
      globalThis.console = new Console(process.stderr);
      // A missing key isn't an error here: each call reports it, so that the agent and its user see it.
      const heffl = await openClient({ idempotencyField }, false);
      process.exitCode = await serve(heffl, { readOnly, dryRun });
    });
}
