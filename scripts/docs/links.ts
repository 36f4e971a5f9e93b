import { posix } from "node:path";
import { CommandError } from "../lib/command.ts";
import type { Page } from "./pages.ts";
import { pageOf } from "./sources.ts";

/** Files of the checkout that the site has under another name. */
export const COPIES: Record<string, string> = {
  "openapi/openapi.yaml": "openapi.yaml",
  LICENSE: "LICENSE.txt",
};

/** Where a link of a page's Markdown leads on the site. Throws for one that would be dead there. */
export function relinker(page: Page): (href: string) => string {
  return (href) => {
    if (/^[a-z]+:/.test(href)) return href;
    const [path = "", id = ""] = href.split("#");
    const file = path === "" ? page.file : posix.join(posix.dirname(page.file), path);
    const copy = COPIES[file];
    if (copy) return copy;
    const target = pageOf(file, id);
    if (!target) throw new CommandError(`${page.file} links to ${href}, which the site doesn't have.`);
    // A page of one part has lost that part's heading to its own title.
    const isTop = id === "" || (target.sections?.length === 1 && !target.sections.includes(""));
    return `${target.name === page.name ? "" : `${target.name}.html`}${isTop ? "" : `#${id}`}` || `${page.name}.html`;
  };
}

/** A page's Markdown with its links as they lead on the site, to the Markdown of other pages. */
export function relinkMarkdown(markdown: string, relink: (href: string) => string): string {
  return markdown.replaceAll(/\]\(([^)\s]+)\)/g, (_, href) => {
    const target = relink(href);
    return `](${/^[a-z]+:/.test(target) ? target : target.replace(/\.html(?=#|$)/, ".md")})`;
  });
}
