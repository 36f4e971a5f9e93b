import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Something that a generator can't do: the vectors that show it, and where it is known upstream. */
export interface Gap {
  vectors: string[];
  why: string;
  upstream: string;
}

/** A generated client, as `client.json` in its folder describes it. */
export interface GeneratedClient {
  /** Its folder under test/codegen/. */
  name: string;
  folder: string;
  language: string;
  generator: string;
  version: string;
  /** The file under dist/ that it is generated from. */
  document: string;
  /** Commands that must be there to build it. */
  needs: string[];
  /** For the guide: the flags or settings that matter, how to send null, and where `cf_*` go. */
  flags: string;
  sendNull: string;
  customFields: string;
  expected: Gap[];
}

/** The generated clients whose name or language holds one of `words`; all without words. */
export function findClients(words: string[]): GeneratedClient[] {
  const here = fileURLToPath(new URL(".", import.meta.url));
  return readdirSync(here, { withFileTypes: true })
    .filter((entry) => existsSync(`${here}${entry.name}/client.json`))
    .map(({ name }): GeneratedClient => {
      const described = JSON.parse(readFileSync(`${here}${name}/client.json`, "utf8"));
      return { ...described, name, folder: `${here}${name}` };
    })
    .filter(({ name, language }) => {
      const text = `${name} ${language}`.toLowerCase();
      return words.length === 0 || words.some((word) => text.includes(word.toLowerCase()));
    });
}
