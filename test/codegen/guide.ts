import { readFile, writeFile } from "node:fs/promises";
import { commonWords } from "./guide-common.ts";
import type { Result } from "./run-tool.ts";
import { findTools, type Gap, type Tool, VERDICTS } from "./tool.ts";

const RESULTS = new URL("../../docs/other-languages.json", import.meta.url);
const GUIDE = new URL("../../docs/other-languages.md", import.meta.url);
const SEEN = new URL("./seen.json", import.meta.url);

/** How each tool did when it last ran, by its name. */
type Kept = Record<string, { passed: number; tried: number }>;

/** A tool that was tried once and isn't tested here. */
interface Seen {
  language: string;
  tool: string;
  verdict: Tool["verdict"];
  because: string;
  instead: string;
}

/** Records how the tools did, and keeps the records of the others. */
export async function keep(results: Result[]): Promise<void> {
  const kept = await read<Kept>(RESULTS);
  for (const { tool, passed, tried } of results) kept[tool.name] = { passed, tried };
  const names = new Set(findTools([]).map(({ name }) => name));
  const sorted = Object.entries(kept)
    .filter(([name]) => names.has(name))
    .sort(([a], [b]) => a.localeCompare(b));
  await writeFile(RESULTS, `${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`);
}

/** Writes the guide for other languages, from the tools' descriptions and how they did when they last ran. */
export async function writeGuide(): Promise<void> {
  const kept = await read<Kept>(RESULTS);
  const tools = findTools([]).filter(({ name }) => kept[name] !== undefined);
  await writeFile(GUIDE, guide(tools, kept, await read<Seen[]>(SEEN)));
}

function guide(tools: Tool[], kept: Kept, seen: Seen[]): string {
  const languages = [...new Set([...tools, ...seen].map(({ language }) => language))].sort();
  const sections = languages.map((language) => {
    const here = tools.filter((tool) => tool.language === language).sort(byVerdict);
    const elsewhere = seen.filter((tool) => tool.language === language).sort(byVerdict);
    const rows = [...here.map((tool) => row(tool, kept)), ...elsewhere.map(seenRow)];
    return [`## ${language}`, table(rows), ...here.map(section)].join("\n\n");
  });
  return `${commonWords(tools)}\n\n${sections.join("\n\n")}\n`;
}

const table = (rows: string[]): string =>
  ["| Verdict | Tool | Input | Passed | Why |", "| --- | --- | --- | --- | --- |", ...rows].join("\n");

function row({ name, verdict, generator, version, document, because }: Tool, kept: Kept): string {
  const { passed, tried } = kept[name] ?? { passed: 0, tried: 0 };
  return cells(`**${verdict}**`, `${generator} ${version}`, `\`${document}\``, `${passed} of ${tried}`, because);
}

const seenRow = ({ verdict, tool, because, instead }: Seen): string =>
  cells(`**${verdict}**`, tool, "", "not tested here", `${because}. Instead: ${instead}`);

const cells = (...texts: string[]): string => `| ${texts.map((text) => text.replaceAll("|", "\\|")).join(" | ")} |`;

function section(tool: Tool): string {
  const lines = [
    ["Without an error", tool.silently?.join("; ")],
    ["Command", `\`${tool.command}\``],
    ["Settings", tool.settings],
    ["To send null", tool.sendNull],
    ["Custom fields", tool.customFields],
    ["429", tool.tooManyRequests],
  ].flatMap(([title, text]) => (text ? [`- ${title}: ${text}`] : []));
  const gaps = tool.expected.length === 0 ? [] : ["What doesn't work:", tool.expected.map(gap).join("\n")];
  return [`### ${tool.generator} (${tool.language})`, lines.join("\n"), ...gaps].join("\n\n");
}

function gap({ vectors, why, instead, upstream }: Gap): string {
  return `- ${why}${instead ? `. Instead: ${instead}` : ""} (${vectors.join(", ")}). ${upstream}`;
}

const byVerdict = (a: { verdict: Tool["verdict"] }, b: { verdict: Tool["verdict"] }): number =>
  VERDICTS.indexOf(a.verdict) - VERDICTS.indexOf(b.verdict);

const read = async <T>(file: URL): Promise<T> => JSON.parse(await readFile(file, "utf8")) as T;
