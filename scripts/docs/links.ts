import { posix } from "node:path";
import { CommandError } from "../lib/command.ts";
import type { Page } from "./pages.ts";
import { pageOf } from "./sources.ts";

/** Files of the checkout that the site has beside its pages, by the name that they have there. */
export const COPIES: Record<string, string> = {
  "openapi/openapi.yaml": "openapi.yaml",
  LICENSE: "LICENSE.txt",
};

/** A page's Markdown with its links as they lead on the site. `written` are the pages that only the site has. */
export function relink(markdown: string, page: Page, written: string[]): string {
  return markdown.replaceAll(/(?<=\]\()[^)\s]+(?=\))/g, (href) => targetOf(href, page, written));
}

function targetOf(href: string, page: Page, written: string[]): string {
  if (/^[a-z]+:/.test(href)) return href;
  const [path = "", id = ""] = href.split("#");
  const file = path === "" ? page.file : posix.join(posix.dirname(page.file), path);
  if (COPIES[file]) return COPIES[file];
  if (written.includes(file.replace(/^docs\/(.*)\.md$/, "$1"))) return href;
  const target = pageOf(file, id);
  if (!target) throw new CommandError(`${page.file} links to ${href}, which the site doesn't have.`);
  // A page of one part has lost that part's heading to its own title.
  const isTop = id === "" || (target.sections?.length === 1 && !target.sections.includes(""));
  return `${target.name}.md${isTop ? "" : `#${id}`}`;
}
