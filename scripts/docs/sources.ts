import { existsSync, readFileSync } from "node:fs";
import { CommandError } from "../lib/command.ts";
import { PAGES, type Page } from "./pages.ts";
import { slug } from "./slug.ts";

const ROOT = new URL("../../", import.meta.url);

/** A page whose source is there: what only a benchmark writes isn't there in every checkout. */
export const isThere = ({ file }: Page): boolean => existsSync(new URL(file, ROOT));

/** A page's Markdown, cut out of its file. It begins with a heading of the first level. */
export function sourceOf({ file, sections, title }: Page): string {
  const markdown = read(file);
  if (!sections) return markdown;
  const parts = sections.map((name) => partOf(file, name));
  if (sections[0] === "") return parts.join("").replace(/^# .*/, `# ${title}`);
  // A page of one part has that part's heading as its own.
  if (parts.length === 1) return `# ${title}\n${(parts[0] ?? "").replace(/^## .*\n/, "")}`;
  return `# ${title}\n\n${parts.join("")}`;
}

/** A part of a file by its second-level heading. Throws when there is none. */
export const partOf = (file: string, name: string): string => partsOf(file).get(name) ?? missing(file, name);

/** The parts of a file of which no page shows anything. */
export function forgotten(): string[] {
  const files = new Set(PAGES.filter(({ sections }) => sections).map(({ file }) => file));
  return [...files].flatMap((file) => {
    const shown = new Set(PAGES.filter((page) => page.file === file).flatMap(({ sections = [] }) => sections));
    return [...partsOf(file).keys()].filter((name) => !shown.has(name)).map((name) => `${file}: ${name}`);
  });
}

/** The page that shows a heading of a file, by the heading's ID; without an ID the file's first page. */
export function pageOf(file: string, id: string): Page | undefined {
  const pages = PAGES.filter((page) => page.file === file && isThere(page));
  return id === "" ? pages[0] : pages.find((page) => idsOf(page).has(id));
}

function idsOf(page: Page): Set<string> {
  const headings = (text: string) => [...text.matchAll(/^#{1,6} (.*)$/gm)].map(([, heading = ""]) => slug(heading));
  const own = page.sections?.map(slug) ?? [];
  return new Set([...own, ...headings(sourceOf(page).replaceAll(/^```.*?^```/gms, ""))]);
}

/** The parts of a file by their second-level headings; what stands before the first is "". */
function partsOf(file: string): Map<string, string> {
  const parts = new Map<string, string>();
  let name = "";
  let fenced = false;
  for (const line of read(file).split(/(?<=\n)/)) {
    if (line.startsWith("```")) fenced = !fenced;
    if (!fenced && line.startsWith("## ")) name = line.slice(3).trim();
    parts.set(name, (parts.get(name) ?? "") + line);
  }
  return parts;
}

const read = (file: string): string => readFileSync(new URL(file, ROOT), "utf8");

function missing(file: string, name: string): never {
  throw new CommandError(`${file} has no part called ${JSON.stringify(name)}, which scripts/docs/pages.ts shows.`);
}
