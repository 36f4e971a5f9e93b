import { posix } from "node:path";
import { files, read } from "./built.ts";

export interface Link {
  from: string;
  href: string;
}

/** Everything that a page's HTML points at, by attribute, but for what it holds itself. */
export const linksOf = (page: string): Link[] =>
  [...read(page).matchAll(/ (?:href|src)="(?!data:)([^"]*)"/g)].map(([, href = ""]) => ({
    from: page,
    href: decode(href),
  }));

/** What a Markdown or text file links to. */
export function markdownLinksOf(file: string): Link[] {
  const text = read(file).replaceAll(/^```.*?^```/gms, "");
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, href = ""]) => ({ from: file, href }));
}

/** Why a link leads nowhere; undefined when it leads somewhere. */
export function deadness({ from, href }: Link): string | undefined {
  const dead = (why: string) => `${from}: ${href} ${why}`;
  if (/^[a-z]+:/.test(href)) {
    const isGood = URL.canParse(href) && new URL(href).protocol === "https:" && !/[\s<>]/.test(href);
    return isGood ? undefined : dead("isn't a well-formed https URL");
  }
  const [path = "", anchor = ""] = href.split("#");
  // Within the site, so that it works under any path.
  if (path.startsWith("/")) return dead("leads to the root of the host");
  const folder = posix.normalize(`${posix.dirname(from)}/${path}`);
  const target =
    path === "" ? from : folder.endsWith("/") || folder === "." ? posix.join(folder, "index.html") : folder;
  if (!files.includes(target)) return dead("is no file of the site");
  // Markdown has no anchors of its own; readers make them from its headings, as the page made from it does.
  const html = read(target.replace(/\.md$/, ".html"));
  return anchor === "" || html.includes(` id="${anchor}"`) ? undefined : dead("has no such anchor there");
}

const decode = (text: string): string => text.replaceAll("&quot;", '"').replaceAll("&amp;", "&");
