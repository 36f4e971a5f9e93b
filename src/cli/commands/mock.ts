import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { Command } from "commander";
import { createMock } from "../../testing.ts";
import { CliError } from "../exit.ts";
import { SIGNALS } from "../interrupt.ts";
import { oneLine, print, printError } from "../output.ts";
import { wholeNumber } from "./options.ts";

const DEFAULT_PORT = 4010;

const EXAMPLES = `Examples:
  heffl mock
  HEFFL_BASE_URL=http://localhost:${DEFAULT_PORT} HEFFL_API_KEY=any heffl create --title "Call Acme"
`;

export function command(): Command {
  return new Command("mock")
    .description(
      "Serves a mock of the API on this machine, until Ctrl-C. It refuses what Heffl's document does, and keeps the tasks that it creates in memory.",
    )
    .addHelpText("before", EXAMPLES)
    .option("--port <number>", "where it listens; 0 takes a free port", wholeNumber(0), DEFAULT_PORT)
    .action(run);
}

async function run({ port }: { port: number }): Promise<void> {
  if (port > 65_535) throw new CliError("--port must be a number from 0 to 65535.");
  const server = createServer();
  // Only this machine can connect, because the mock accepts any key.
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(port, "127.0.0.1", resolve)).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code !== "EADDRINUSE" && error.code !== "EACCES") throw error;
      throw new CliError(
        `Port ${port} can't be used (${error.code}). Choose another one with --port, or 0 for a free one.`,
      );
    },
  );
  const url = `http://localhost:${(server.address() as AddressInfo).port}`;
  const mock = createMock({ baseUrl: url });
  server.on("request", (request: IncomingMessage, response: ServerResponse) => {
    answer(mock.fetch, url, request, response).catch((error: Error) => {
      printError(`${request.method} ${oneLine(request.url ?? "")}: ${error.message}`);
      response.destroy();
    });
  });
  print(`The mock is at ${url}. It takes any key. Ctrl-C stops it.`);
  const stop = () => {
    server.close();
    server.closeAllConnections();
  };
  for (const signal of SIGNALS) process.once(signal, stop);
}

async function answer(
  fetch: (request: Request) => Promise<Response>,
  url: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { method = "GET", headers } = request;
  const body = await buffer(request);
  const sent = new Request(new URL(request.url ?? "/", url), {
    method,
    headers: Object.entries(headers).flatMap(([name, value]): [string, string][] =>
      value === undefined || name === "connection" ? [] : [[name, `${value}`]],
    ),
    ...(body.length > 0 && { body }),
  });
  const answered = await fetch(sent);
  response.writeHead(answered.status, Object.fromEntries(answered.headers));
  response.end(Buffer.from(await answered.arrayBuffer()));
  print(`${method} ${oneLine(request.url ?? "")} ${answered.status}`);
}
