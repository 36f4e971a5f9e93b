import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { SitePage } from "./pages.ts";

const path = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

/** The document's types as openapi-typescript writes them: hundreds of lines that the reference says better. */
export const GENERATED = ["components", "operations", "paths"];

const GENERATED_NOTE = `
## Types of the document

\`components\`, \`operations\` and \`paths\` are the document's types as openapi-typescript writes them, for use with
\`heffl.api\`. What they say, the [reference](reference.md) says for people. \`Client\`, \`Middleware\` and the other types that stand in
the type of \`heffl.api\` are those of openapi-fetch.
`;

/** The package's entries: what can be imported from it, by the name of the file in \`src/\`. */
export async function packageEntries(): Promise<{ file: string; specifier: string }[]> {
  const { exports } = JSON.parse(await readFile(path("../../package.json"), "utf8")) as { exports: object };
  return Object.entries(exports)
    .filter(([, target]) => typeof target === "object")
    .map(([key]) => ({ file: key === "." ? "index" : key.slice(2), specifier: `heffl-client${key.slice(1)}` }));
}

/** The exports of every entry as Markdown, from their doc comments. */
export async function apiPages(): Promise<SitePage[]> {
  const folder = await mkdtemp(join(tmpdir(), "heffl-docs-"));
  const entries = await packageEntries();
  try {
    // A process of its own: under tsx TypeDoc and its plugin load two copies of TypeDoc.
    const cli = path("../../node_modules/typedoc/bin/typedoc");
    const files = entries.flatMap(({ file }) => ["--entryPoints", path(`../../src/${file}.ts`)]);
    await promisify(execFile)(process.execPath, [cli, "--options", path("typedoc.json"), ...files, "--out", folder]);
    return await Promise.all(
      entries.map(async ({ file, specifier }) => ({
        name: pageName(file),
        title: specifier,
        description: `Everything that ${specifier} exports, from its doc comments.`,
        group: "TypeScript" as const,
        markdown: `# ${specifier}\n\n${tidy(await readFile(join(folder, `${file}.md`), "utf8"), entries)}${
          file === "index" ? GENERATED_NOTE : ""
        }`,
      })),
    );
  } finally {
    await rm(folder, { recursive: true });
  }
}

const pageName = (file: string): string => (file === "index" ? "api" : `api-${file}`);

/** Headings whose sections repeat what the signature above them says. */
const REPEATS = /^#{3,6} (?:Returns|Overrides|Inherited from|Extended by)\n\n.*?(?=^#|^\*\*\*$|^> |(?![\s\S]))/gms;

/** A class has but one, so a heading for each of them is one too many. */
const CONSTRUCTORS = /^#### Constructors\n\n##### Constructor\n\n(.*?)(?=^#{1,4} )/gms;

function tidy(markdown: string, entries: { file: string }[]): string {
  const text = markdown
    .replaceAll(REPEATS, "")
    .replaceAll(CONSTRUCTORS, (_, body: string) => `#### Constructor\n\n${body.replaceAll(/^######/gm, "#####")}`)
    .replaceAll(/^\*\*\*$/gm, "")
    .replaceAll(/ \| - \|$/gm, " | |");
  return entries.reduce((all, { file }) => all.replaceAll(`](${file}.md`, `](${pageName(file)}.md`), text);
}
