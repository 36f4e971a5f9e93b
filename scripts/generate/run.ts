import { mkdir, writeFile } from "node:fs/promises";
import { command, readOptions } from "../lib/command.ts";
import { GENERATED_DIR, generate } from "./generate.ts";

const HELP = `npm run generate

Writes types, validators and the parts of tool schemas into src/generated/, from openapi/openapi.yaml.
`;

await command(async () => {
  if (readOptions({ help: { type: "boolean", short: "h" } }).help) {
    console.log(HELP);
    return 0;
  }
  await mkdir(GENERATED_DIR, { recursive: true });
  for (const [name, content] of Object.entries(await generate())) {
    await writeFile(new URL(name, GENERATED_DIR), content);
    console.log(`src/generated/${name}  ${content.length.toLocaleString("en")} characters`);
  }
  return 0;
});
