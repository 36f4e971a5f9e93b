import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { serveFolder } from "./docs/static-server.ts";
import { tryItRoutes } from "./docs/try-it.ts";
import { CommandError, command, readOptions, readPort } from "./lib/command.ts";
import { prose, rows, style } from "./lib/terminal.ts";

const DEFAULT_PORT = "4011";
const FOLDER = fileURLToPath(new URL("../dist/docs", import.meta.url));

const HELP = `npm run docs:serve -- [options]

Builds the site and shows it on this machine, with a mock of the API and a
console that calls it. Ctrl-C stops both.

  --port <number>  where the site is, ${DEFAULT_PORT} without it; 0 takes a free one.
                   The mock takes a free port of its own
  --no-build       show what is in dist/docs/ already
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
  const { startPrism } = await import("./lib/prism.ts");
  const mock = await startPrism();
  const { url } = await serveFolder(FOLDER, port, tryItRoutes(mock.url));
  // Whoever stops it has what he wants, so this is no failure.
  process.on("SIGINT", () => {
    console.log("\nStopped.");
    process.exit(0);
  });
  console.log("");
  console.log(
    rows([
      ["Site", style("bold", `${url}/`)],
      ["Try it", style("bold", `${url}/try.html`)],
      ["Mock", mock.url],
    ]),
  );
  console.log(`\n${prose("The console calls the mock alone, and stores no key. Ctrl-C stops everything.")}`);
  return undefined;
});

/** In a process of its own, as `npm run docs` does it. */
async function build(): Promise<void> {
  console.log("Building the site …");
  const script = fileURLToPath(new URL("docs.ts", import.meta.url));
  const child = spawn(process.execPath, [...process.execArgv, script], { stdio: ["ignore", "ignore", "inherit"] });
  const [status] = await once(child, "exit");
  if (status !== 0) throw new CommandError("The site can't be built, see above.", status ?? 1);
}
