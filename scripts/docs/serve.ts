import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { CommandError, command, readOptions, readPort } from "../lib/command.ts";
import { prose, rows, style } from "../lib/terminal.ts";

const DEFAULT_PORT = "4011";
const FOLDER = fileURLToPath(new URL("../../dist/docs-try-it", import.meta.url));

const HELP = `npm run docs:serve -- [options]

Builds the site and shows it on this machine, with a form at each operation that
sends requests to a mock of the API. Ctrl-C stops both.

  --port <number>  where the site is, ${DEFAULT_PORT} without it; 0 takes a free one.
                   The mock takes a free port of its own
  --no-build       show what the last docs:serve has built
  --help           show this
`;

await command(async () => {
  const options = readOptions({
    port: { type: "string", default: DEFAULT_PORT },
    "no-build": { type: "boolean", default: false },
    help: { type: "boolean", short: "h" },
  });
  if (options.help) {
    console.log(HELP);
    return 0;
  }
  const port = readPort(options.port);
  if (!options["no-build"]) await build();
  const { serveFolder } = await import("./preview.ts");
  const { startPrism } = await import("../lib/prism.ts");
  const mock = await startPrism();
  const { url } = await serveFolder(FOLDER, port, mock.url);
  // Whoever stops it has what he wants, so this is no failure.
  process.on("SIGINT", () => {
    console.log("\nStopped.");
    process.exit(0);
  });
  console.log("");
  console.log(
    rows([
      ["Site", style("bold", `${url}/`)],
      ["Try it", style("bold", `${url}/reference/create-task.html#try-it`)],
      ["Mock", mock.url],
    ]),
  );
  console.log(`\n${prose("“Try it” sends to the mock alone, and stores no key. Ctrl-C stops everything.")}`);
  return undefined;
});

/** In a process of its own, as `npm run docs` does it. */
async function build(): Promise<void> {
  console.log("Building the site …");
  const script = fileURLToPath(new URL("build.ts", import.meta.url));
  const args = [...process.execArgv, script, "--try-it", "--out", FOLDER];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "ignore", "inherit"] });
  const [status] = await once(child, "exit");
  if (status !== 0) throw new CommandError("The site can't be built, see above.", status ?? 1);
}
