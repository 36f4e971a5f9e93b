import { readFileSync } from "node:fs";
import type { Document } from "yaml";

export const SAMPLES_DIR = new URL("../../openapi/samples/", import.meta.url);

/** The samples of each operation, in the order in which a reader sees them. `lang` is what highlighters call it. */
export const SAMPLES: Record<string, Sample[]> = {
  createTask: [
    { file: "curl.sh", lang: "Shell", label: "cURL" },
    { file: "typescript.ts", lang: "TypeScript", label: "TypeScript" },
    { file: "javascript.mjs", lang: "JavaScript", label: "JavaScript" },
    { file: "python.py", lang: "Python", label: "Python" },
    { file: "go.go", lang: "Go", label: "Go" },
    { file: "java.java", lang: "Java", label: "Java" },
    { file: "rust.rs", lang: "Rust", label: "Rust" },
    { file: "php.php", lang: "PHP", label: "PHP" },
    { file: "ruby.rb", lang: "Ruby", label: "Ruby" },
  ],
};

export interface Sample {
  file: string;
  lang: string;
  label: string;
}

/** Writes into each operation what `SAMPLES` has for it. Throws when it has samples for an operation that isn't there. */
export function addCodeSamples(document: Document): void {
  const waiting = new Map(Object.entries(SAMPLES));
  const paths = (document.toJS() as { paths: Record<string, Record<string, { operationId?: string }>> }).paths;
  for (const [path, item] of Object.entries(paths))
    for (const [method, { operationId = "" }] of Object.entries(item)) {
      const samples = waiting.get(operationId);
      waiting.delete(operationId);
      if (!samples) continue;
      const filled = samples.map(({ lang, label, file }) => ({
        lang,
        label,
        source: readFileSync(new URL(file, SAMPLES_DIR), "utf8"),
      }));
      document.setIn(["paths", path, method, "x-codeSamples"], document.createNode(filled));
    }
  for (const name of waiting.keys())
    throw new Error(`scripts/bundle/code-samples.ts has samples for ${name}, which is no operation of the document.`);
}
