import { command, readOptions } from "../lib/command.ts";
import { gate } from "./gate.ts";
import { DOCUMENT } from "./released-document.ts";

const HELP = `npm run change-gate -- [options]

Compares ${DOCUMENT} with the last released one, tells which version
the changes ask for, and fails when package.json's version was raised by less.
The last release is the newest tag like v1.2.3. \`npm run release\` asks it about
the version that is about to be released.

  --base <file|commit>  compare with this document instead
  --help                show this
`;

await command(async () => {
  const options = readOptions({ base: { type: "string" }, help: { type: "boolean", short: "h" } });
  if (options.help) {
    console.log(HELP);
    return 0;
  }
  // npm sets this variable for the `preversion` script.
  const { report, problem } = await gate(process.cwd(), { base: options.base, next: process.env["npm_new_version"] });
  console.log(report);
  if (problem === undefined) return 0;
  console.error(`\n${problem}`);
  return 1;
});
