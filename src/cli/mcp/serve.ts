import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import type { Heffl } from "../../index.ts";
import { EXIT } from "../exit.ts";
import { SIGNALS } from "../interrupt.ts";
import { printError } from "../output.ts";
import { withoutKey } from "./answers.ts";
import { Creates, type UnderWay } from "./creates.ts";
import { CALL_MS, RETRY_DELAY_MS } from "./limits.ts";
import { createServer } from "./server.ts";
import { toolsOf } from "./tools.ts";

export interface McpOptions {
  /** Whether to leave out create_task. */
  readOnly: boolean;
  /** Whether create_task only shows what would be sent. */
  dryRun: boolean;
}

/**
 * Serves the Model Context Protocol over stdin and stdout until stdin ends or a signal of {@link SIGNALS} is received. Then it
 * waits for creates that are under way, and logs their outcomes on stderr. A further signal ends them at once.
 *
 * @returns the exit status: 0, or 3 when such a create may have made a task
 */
export async function serve(client: Heffl, options: McpOptions): Promise<number> {
  const heffl = client.withOptions({ totalTimeoutMs: CALL_MS, maxRetryDelayMs: RETRY_DELAY_MS, retryUnknown: false });
  const stop = new AbortController();
  const creates = new Creates(heffl, { dryRun: options.dryRun, stop: stop.signal });
  const { server, answered } = createServer(toolsOf(heffl, creates, options), stop.signal);
  const transport = new StdioServerTransport();
  server.onerror = ({ message }) => log(`A message couldn't be read or answered: ${shown(message)}`);
  if (!process.env["HEFFL_API_KEY"])
    log("HEFFL_API_KEY isn't set, so every call will fail. Set it in the host's configuration.");

  let status: number = EXIT.ok;
  const ending = new Promise<void>((resolve) => {
    let ended = false;
    const end = (why: string) => {
      if (ended) return;
      ended = true;
      creates.close();
      void logOutcomes(creates.underWay, why).then((unknown) => {
        if (unknown) status = EXIT.unknown;
        resolve();
      });
    };
    process.stdin.once("end", () => end("stdin has ended."));
    process.stdout.on("error", () => end("stdout is closed."));
    process.stderr.on("error", () => {}); // otherwise a host that has ended would end a create that is under way
    server.onclose = () => end("The connection is closed.");
    for (const signal of SIGNALS)
      process.on(signal, () => (ended ? stop.abort(new Error(`${signal} came.`)) : end(`${signal} came.`)));
  });
  await server.connect(transport);
  await ending;
  await answered();
  await server.close();
  return status;
}

/** Logs the creates that are under way, and how each ends. Resolves with whether the outcome of one is unknown. */
async function logOutcomes(underWay: ReadonlySet<UnderWay>, why: string): Promise<boolean> {
  if (underWay.size === 0) return false;
  const named = ({ title }: UnderWay) => JSON.stringify(shown(title));
  const all = [...underWay];
  log(
    `${why} Waiting for ${all.length === 1 ? "a create" : `${all.length} creates`}: ${all.map(named).join(", ")}. Until the outcome of a create is logged here, its task may exist.`,
  );
  const ends = await Promise.all(
    all.map(async (one) => {
      const { outcome, taskId } = await one.ended;
      log(`${named(one)}: ${SAYS[outcome]}${taskId === undefined ? "" : ` Its ID is ${taskId}.`}`);
      return outcome;
    }),
  );
  return ends.includes("unknown");
}

const SAYS = {
  created: "The task was created.",
  not_created: "The task wasn't created.",
  unknown: "The task may exist. Look for it in Heffl before it is created again.",
};

/** How much of a text is logged, in characters. */
const MAX_LOGGED = 200;

const shown = (text: string): string => withoutKey(text, process.env["HEFFL_API_KEY"]).slice(0, MAX_LOGGED);

const log = (line: string): void => printError(`heffl mcp: ${line}`);
