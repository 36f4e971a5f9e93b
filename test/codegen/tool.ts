import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Something that a tool can't do: the vectors or checks that show it, and the tool's own issue about it. */
export interface Gap {
  vectors: string[];
  why: string;
  /** What a user can do about it, unless `why` says it. */
  instead?: string;
  upstream: string;
}

/**
 * - client: code is generated, and sends the vectors.
 * - validator: says whether bodies are as documented.
 * - importer: converts the document, and the result is searched for what is missing.
 */
export type Kind = "client" | "validator" | "importer";

export const VERDICTS = ["works", "works with care", "don't use"] as const;

/** A generator or reader, as `client.json` in its folder describes it. */
export interface Tool {
  /** Its folder under test/codegen/. */
  name: string;
  folder: string;
  kind: Kind;
  language: string;
  generator: string;
  version: string;
  /** The file under dist/ that it takes. */
  document: string;
  /** Commands that must be there to build it, and folders of libraries by their whole path. */
  needs: string[];
  /** Whether it only runs on a schedule, because it takes too long for every change. */
  scheduled?: boolean;
  verdict: (typeof VERDICTS)[number];
  /** The reason for the verdict, in one sentence. */
  because: string;
  /** What goes wrong without an error, the worst first. */
  silently?: string[];
  command: string;
  /** The flags or settings that matter, and why. */
  settings?: string;
  sendNull?: string;
  customFields: string;
  tooManyRequests?: string;
  /** For an importer: what its driver has to check. */
  checks?: string[];
  expected: Gap[];
}

/** The tools whose name or language contains one of `words`; all if there are none. */
export function findTools(words: string[]): Tool[] {
  const here = fileURLToPath(new URL(".", import.meta.url));
  return readdirSync(here, { withFileTypes: true })
    .filter((entry) => existsSync(`${here}${entry.name}/client.json`))
    .map(({ name }): Tool => {
      const described = JSON.parse(readFileSync(`${here}${name}/client.json`, "utf8"));
      return { kind: "client", ...described, name, folder: `${here}${name}` };
    })
    .filter(({ name, language }) => {
      const text = `${name} ${language}`.toLowerCase();
      return words.length === 0 || words.some((word) => text.includes(word.toLowerCase()));
    });
}
