import { readDocument } from "../lib/document.ts";
import { generateMcp } from "./mcp.ts";
import { generateTypes } from "./types.ts";
import { generateValidators } from "./validators.ts";

export const GENERATED_DIR = new URL("../../src/generated/", import.meta.url);

/** Everything that follows from the document, by file name. Writes nothing. */
export async function generate(): Promise<Record<string, string>> {
  const validators = generateValidators(readDocument());
  return {
    "schema.ts": await generateTypes(readDocument()),
    "mcp.ts": generateMcp(readDocument()),
    "validators.js": validators.code,
    "validators.d.ts": validators.declarations,
  };
}
