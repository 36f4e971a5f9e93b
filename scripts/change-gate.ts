import { gate } from "./change-gate/gate.ts";
import { DOCUMENT } from "./change-gate/release.ts";
import { command, readOptions } from "./command.ts";

const HELP = `npm run change-gate -- [options]

Compares ${DOCUMENT} with the last released one, tells which version
the changes ask for, and fails when package.json and CHANGELOG.md promise less.
The last release is the newest tag like v1.2.3.

  --base <file|commit>  compare with this document instead
  --help                show this
`;

await command(async () => {
  const options = readOptions({ base: { type: "string" }, help: { type: "boolean", short: "h" } });
  if (options.help) {
    console.log(HELP);
    return 0;
  }
  const { report, missing } = await gate(process.cwd(), options.base);
  console.log(report);
  if (missing.length === 0) return 0;
  console.error(`\n${missing.join("\n")}`);
  return 1;
});
