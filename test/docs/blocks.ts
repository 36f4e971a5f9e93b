import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const HERE = dirname(fileURLToPath(import.meta.url));

/** The text of the fenced blocks of a Markdown file that are in one of `languages`. */
export function blocksOf(file: string, ...languages: string[]): string[] {
  const markdown = readFileSync(join(HERE, "../..", file), "utf8");
  return [...markdown.matchAll(/^```(\w+)\n(.*?)^```$/gms)]
    .filter(([, language = ""]) => languages.includes(language))
    .map(([, , text = ""]) => text);
}

/** Writes files into an empty folder of that name, from where they can import this package as its users do. */
export function writeModules(name: string, files: Record<string, string>): string {
  const folder = join(HERE, "build", name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
  return folder;
}

/** The recipes as files: the first line of each names it. */
export function recipes(): Record<string, string> {
  const named = blocksOf("docs/recipes.md", "ts", "tsx").map((text) => [text.match(/^\/\/ (\S+)\n/)?.[1], text]);
  return Object.fromEntries(named);
}
