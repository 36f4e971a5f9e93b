import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage, ServerResponse } from "node:http";
import { command, readOptions, readPort } from "../lib/command.ts";
import { readDocument } from "../lib/document.ts";
import { heading, prose, style } from "../lib/terminal.ts";
import { guide } from "./guide.ts";

const DEFAULT_PORT = "4010";

const HELP = `npm run mock -- [options]

Keeps Prism up, a mock of the API that answers from openapi/openapi.yaml, for
curl and for clients in other languages. Ctrl-C stops it.

  --port <number>  where it listens, ${DEFAULT_PORT} without it; 0 takes a free one
  --help           show this
`;

await command(async () => {
  const options = readOptions({
    port: { type: "string", default: DEFAULT_PORT },
    help: { type: "boolean", short: "h" },
  });
  if (options.help) {
    console.log(HELP);
    return 0;
  }
  const port = readPort(options.port);
  console.log("Starting Prism …");
  const { startPrism } = await import("../lib/prism.ts");
  const { url } = await startPrism(port);
  // Whoever stops a mock has what he wants, so this is no failure. Exiting also ends connections that somebody holds open.
  process.on("SIGINT", () => {
    console.log("\nStopped.");
    process.exit(0);
  });
  logRequests();

  console.log(`\nThe mock is at ${style("bold", url)}`);
  console.log(guide(readDocument(), url));
  console.log(heading("Good to know"));
  console.log(prose(`A client's base URL is ${url}, with nothing after it.`));
  console.log(prose("The mock keeps nothing: it answers with an example, whatever was sent."));
  console.log(prose("Any key will do, but there must be one. Don't use your own."));
  console.log(prose("What it refuses, it explains in the header sl-violations."));
  console.log(heading("Requests, until Ctrl-C"));
  return undefined;
});

/** One line a request. No query and no headers, where a key could be. */
function logRequests(): void {
  // Prism keeps its server to itself; Node tells of every answer that a server of this process has sent.
  subscribe("http.server.response.finish", (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse };
    const path = request.url?.split("?")[0];
    console.log(
      `   ${request.method} ${path} ${style(response.statusCode < 400 ? "green" : "red", `${response.statusCode}`)}`,
    );
  });
}
