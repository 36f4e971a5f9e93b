import { readFileSync } from "node:fs";
import type { Document } from "yaml";

/** Each operation has a folder in it, named by its `operationId`, with a file for each of `LANGUAGES`. */
export const SAMPLES_DIR = new URL("../../openapi/samples/", import.meta.url);

/** In the order in which a reader sees them. `lang` is what highlighters call the language. */
export const LANGUAGES = [
  { file: "curl.sh", lang: "Shell", label: "cURL" },
  { file: "typescript.ts", lang: "TypeScript", label: "TypeScript" },
  { file: "javascript.mjs", lang: "JavaScript", label: "JavaScript" },
  { file: "python.py", lang: "Python", label: "Python" },
  { file: "go.go", lang: "Go", label: "Go" },
  { file: "java.java", lang: "Java", label: "Java" },
  { file: "rust.rs", lang: "Rust", label: "Rust" },
  { file: "php.php", lang: "PHP", label: "PHP" },
  { file: "ruby.rb", lang: "Ruby", label: "Ruby" },
];

/** Writes its samples into each operation. Throws when an operation lacks one. */
export function addCodeSamples(document: Document): void {
  const paths = (document.toJS() as { paths: Record<string, Record<string, { operationId?: string }>> }).paths;
  for (const [path, item] of Object.entries(paths))
    for (const [method, { operationId }] of Object.entries(item)) {
      const samples = LANGUAGES.map(({ lang, label, file }) => ({
        lang,
        label,
        source: readFileSync(new URL(`${operationId}/${file}`, SAMPLES_DIR), "utf8"),
      }));
      document.setIn(["paths", path, method, "x-codeSamples"], document.createNode(samples));
    }
}
