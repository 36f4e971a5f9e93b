import { CommandError, command, readOptions } from "../../scripts/lib/command.ts";
import { heading, prose, style } from "../../scripts/lib/terminal.ts";
import { redactText } from "../../src/errors/redact.ts";
import { DEFAULT_BASE_URL } from "../../src/index.ts";
import type { Check } from "./check.ts";

const OPT_IN = "create-a-task";

const HELP = `HEFFL_API_KEY=… HEFFL_LIVE_TESTS=${OPT_IN} npm run test:live

Compares the real API with openapi/openapi.yaml, through Prism's proxy. It makes
a real task, which this client can't delete; its title says where it is from.
HEFFL_BASE_URL names another address than Heffl's own.
`;

async function main(): Promise<number> {
  if (readOptions({ help: { type: "boolean", short: "h" } }).help) {
    console.log(HELP);
    return 0;
  }
  const apiKey = process.env["HEFFL_API_KEY"];
  const missing = [
    ...(apiKey ? [] : ["HEFFL_API_KEY isn't set: keys are created at app.heffl.com/settings/developers."]),
    ...(process.env["HEFFL_LIVE_TESTS"] === OPT_IN
      ? []
      : [`HEFFL_LIVE_TESTS isn't "${OPT_IN}": that is your consent to a real task in your workspace.`]),
  ];
  if (!apiKey || missing.length > 0) throw new CommandError(`Nothing was tested.\n${missing.join("\n")}\n\n${HELP}`);

  const upstream = process.env["HEFFL_BASE_URL"] || DEFAULT_BASE_URL;
  console.log(`Comparing ${upstream} with openapi/openapi.yaml …`);
  const { checkLive } = await import("./check.ts");
  const interrupt = new AbortController();
  // An interrupted create may have arrived, and the report says so.
  process.on("SIGINT", () => interrupt.abort());
  const { checks, task, wasListed, unlisted } = await checkLive({ upstream, apiKey, signal: interrupt.signal });

  const tell = (text: string) => console.log(redactText(text, apiKey));
  for (const check of checks) tell(describe(check));
  if (task) tell(`${heading("This task exists now")}\n${prose(`${task.id}: ${task.title}`)}`);
  if (wasListed !== undefined)
    tell(`${heading("Not published")}\n${prose(`The new task was ${wasListed ? "" : "not "}in the list at once.`)}`);
  if (unlisted.length > 0) tell(`${heading("Not in the document, which allows it")}\n${prose(unlisted.join(", "))}`);
  const bad = checks.filter((check) => verdict(check) !== "ok").length;
  console.log(`\n${checks.length - bad} as documented, ${bad} not.`);
  if (interrupt.signal.aborted) return 130;
  return bad === 0 ? 0 : 1;
}

const COLORS = { ok: "green", drift: "red", failed: "yellow" } as const;

function verdict({ drift, failure }: Check): keyof typeof COLORS {
  if (drift.length > 0) return "drift";
  return failure === undefined ? "ok" : "failed";
}

function describe(check: Check): string {
  const how = verdict(check);
  const headline = `\n${style([COLORS[how], "bold"], how.padEnd(7))} ${check.name}: ${check.status ?? "no answer"}`;
  return [headline, ...[...check.drift, check.failure ?? []].flat().map(prose)].join("\n");
}

await command(main);
