import { mkdir, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { readDocument } from "./document.ts";
import { generateTypes } from "./generate-types.ts";
import { generateValidators } from "./generate-validators.ts";

export const GENERATED_DIR = new URL("../src/generated/", import.meta.url);

/** Everything that follows from the document, by file name. Writes nothing. */
export async function generate(): Promise<Record<string, string>> {
  const validators = generateValidators(readDocument());
  return {
    "schema.ts": await generateTypes(readDocument()),
    "validators.js": validators.code,
    "validators.d.ts": validators.declarations,
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await mkdir(GENERATED_DIR, { recursive: true });
  for (const [name, content] of Object.entries(await generate())) {
    await writeFile(new URL(name, GENERATED_DIR), content);
    console.log(`src/generated/${name}  ${content.length.toLocaleString("en")} characters`);
  }
}
