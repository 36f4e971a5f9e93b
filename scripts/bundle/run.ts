import { mkdir, writeFile } from "node:fs/promises";
import { command, readOptions } from "../lib/command.ts";
import { published } from "./published.ts";

const HELP = `npm run bundle -- [options]

Writes the document into dist/ for others to use, code samples and all: as
OpenAPI 3.1 (openapi.yaml and .json), and as OpenAPI 3.0 (openapi-3.0.yaml and
.json) for tools that don't know 3.1. Beside it the creates and reads with which
a client of any language can be tested (vectors.json). Run it after the build,
which empties dist/.

  --help           show this
`;

const DIST = new URL("../../dist/", import.meta.url);

await command(async () => {
  if (readOptions({ help: { type: "boolean", short: "h" } }).help) {
    console.log(HELP);
    return 0;
  }
  await mkdir(DIST, { recursive: true });
  for (const [name, text] of Object.entries(published())) {
    await writeFile(new URL(name, DIST), text);
    console.log(`dist/${name}  ${text.length.toLocaleString("en")} characters`);
  }
  return 0;
});
