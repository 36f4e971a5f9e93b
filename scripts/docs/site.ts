import { readFile } from "node:fs/promises";
import type { Json } from "../lib/document.ts";
import { apiPages } from "./api.ts";
import { contents, type Layout, layout } from "./layout.ts";
import { relinker, relinkMarkdown } from "./links.ts";
import { llms } from "./machines.ts";
import { render } from "./markdown.ts";
import { type Entry, PAGES } from "./pages.ts";
import { redoc } from "./redoc.ts";
import { reference } from "./reference.ts";
import { type Found, searchIndex } from "./search-index.ts";
import { isThere, sourceOf } from "./sources.ts";

export interface SiteOptions {
  /** Where the site will be, with a slash at its end. */
  baseUrl: string;
  version: string;
  /** Where the bundled document is, as JSON. */
  documentPath: string;
}

const REFERENCE: Entry = {
  name: "reference",
  title: "API reference",
  description: "Heffl's API as an OpenAPI document says it: every field, rule, example and error of POST /tasks.",
  group: "Reference",
};
const REFERENCE_TEXT: Entry = {
  name: "reference-text",
  title: "Reference as one text",
  description: "The whole API reference on one page without scripts: every field, type, rule, example and error.",
  group: "Reference",
};

/** Every file of the site that is text, by its name. Writes nothing. */
export async function site({ baseUrl, version, documentPath }: SiteOptions): Promise<Record<string, string>> {
  const document = JSON.parse(await readFile(documentPath, "utf8")) as Json;
  const [api, shown] = await Promise.all([apiPages(), redoc(documentPath)]);
  const guide = PAGES.filter(isThere);
  const entries = [...guide, ...api.map(({ entry }) => entry), REFERENCE, REFERENCE_TEXT];
  const files: Record<string, string> = { ...shown.files };
  const found: Found[] = [];

  const write = (entry: Entry, layoutOf: Omit<Layout, "entry" | "entries" | "baseUrl" | "version">) => {
    files[`${entry.name}.html`] = layout({ entry, entries, baseUrl, version, ...layoutOf });
  };
  const writeText = (entry: Entry, markdown: string, relink?: (href: string) => string, deepest = 2) => {
    const { html, headings } = render(markdown, relink);
    write(entry, { body: `<main id="content" tabindex="-1">\n${html}</main>\n${contents(headings, deepest)}` });
    files[`${entry.name}.md`] = relinkMarkdown(markdown, relink ?? ((href) => href));
    found.push(...searchIndex(entry, html));
  };

  for (const page of guide) writeText(page, sourceOf(page), relinker(page));
  for (const { entry, markdown } of api) writeText(entry, markdown, undefined, 3);
  const text = reference(document);
  writeText(REFERENCE_TEXT, text, undefined, 3);
  files["reference.md"] = files["reference-text.md"] ?? "";
  write(REFERENCE, {
    kind: "wide",
    policy: shown.policy,
    head: '<link rel="stylesheet" href="assets/redoc.css">\n<link rel="stylesheet" href="assets/reference.css">\n<script src="assets/reference.js" defer></script>\n',
    body: `<div id="content" tabindex="-1">${shown.html}\n<section id="early" aria-label="Operations">${early(document, text)}</section></div>`,
  });

  files["search.json"] = JSON.stringify(found);
  files["llms.txt"] = llms(entries);
  files["llms-full.txt"] = entries
    .filter(({ name }) => name !== REFERENCE.name)
    .map(({ name }) => files[`${name}.md`])
    .join("\n\n---\n\n");
  return files;
}

/** What Redoc draws last, and without scripts not at all: the operations, as text that it takes the place of. */
function early(document: Json, reference: string): string {
  const [tag] = document["tags"] as { name: string }[];
  return render(reference.slice(reference.indexOf(`\n## ${tag?.name}\n`))).html;
}
