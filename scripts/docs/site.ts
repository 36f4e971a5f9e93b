import type { Json } from "../lib/document.ts";
import { apiPages } from "./api.ts";
import { entrance } from "./entrance.ts";
import { relink } from "./links.ts";
import { GROUPS, PAGES, type SitePage } from "./pages.ts";
import { referencePages } from "./reference.ts";
import { isThere, sourceOf } from "./sources.ts";

/** Every page of the site. Writes nothing. */
export async function sitePages(document: Json, canBeTried: boolean): Promise<SitePage[]> {
  const written = [...referencePages(document, canBeTried), ...(await apiPages())];
  const names = written.map(({ name }) => name);
  const guide = PAGES.filter(isThere).map((page) => {
    const source = page.name === "index" ? entrance(sourceOf(page), document) : sourceOf(page);
    const { file, sections, ...entry } = page;
    return { ...entry, markdown: relink(source, page, names) };
  });
  // Previous and next follow this order, and so does the menu.
  return GROUPS.flatMap((group) => [...written, ...guide].filter((page) => page.group === group));
}
