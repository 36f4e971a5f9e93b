import { command, readOptions, readPort, refuse } from "../lib/command.ts";

const HELP = `npm start -- [options]

Creates a task through the client and shows what happens. Without options it
talks to Prism, a mock on this machine that answers from openapi/openapi.yaml: it
needs neither key nor network, and your key isn't used.

  --port <number>  the mock's port; without it, a free one
  --live           create a task at the real API, with the key in HEFFL_API_KEY;
                   HEFFL_BASE_URL names another address than Heffl's own
  --yes            with --live: don't ask before it is created
  --help           show this
`;

await command(async () => {
  const options = readOptions({
    port: { type: "string" },
    live: { type: "boolean" },
    yes: { type: "boolean" },
    help: { type: "boolean", short: "h" },
  });
  if (options.help) {
    console.log(HELP);
    return 0;
  }
  if (options.live) {
    if (options.port !== undefined) refuse("--port is the mock's, and --live doesn't use it");
    const { demoLive } = await import("./live.ts");
    return demoLive({ sure: options.yes === true });
  }
  if (options.yes) refuse("--yes goes with --live");
  const { demoMock } = await import("./mock.ts");
  return demoMock(readPort(options.port ?? "0"));
});
