import type { Built } from "./built.ts";

export interface Link {
  from: string;
  href: string;
}

/** Everything that a page's HTML points at, by attribute. */
export function linksOf(built: Built, page: string): Link[] {
  // Redoc's own data is a script: its text isn't markup.
  const html = built.read(page).replaceAll(/<script[^>]*>.*?<\/script>/gs, (script) => script.split(">")[0] ?? "");
  return [...html.matchAll(/ (?:href|src)="([^"]*)"/g)].map(([, href = ""]) => ({ from: page, href: decode(href) }));
}

/** What a Markdown or text file links to. */
export function markdownLinksOf(built: Built, file: string): Link[] {
  const text = built.read(file).replaceAll(/^```.*?^```/gms, "");
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, href = ""]) => ({ from: file, href }));
}

/** Why a link leads nowhere; undefined when it leads somewhere. */
export function deadness(built: Built, { from, href }: Link): string | undefined {
  const dead = (why: string) => `${from}: ${href} ${why}`;
  if (/^[a-z]+:/.test(href)) {
    const isGood = URL.canParse(href) && new URL(href).protocol === "https:" && !/[\s<>]/.test(href);
    return isGood ? undefined : dead("isn't a well-formed https URL");
  }
  const [path = "", anchor = ""] = href.split("#");
  const target = path === "" ? from : path.replace(/^\.\//, "");
  if (!built.files.includes(target)) return dead("is no file of the site");
  if (anchor === "") return undefined;
  const isThere = anchor.startsWith("/") ? ` data-section-id="${anchor}"` : ` id="${anchor}"`;
  // Markdown has no anchors of its own; readers make them from its headings, as the page made from it does.
  const page = target === "reference.md" ? "reference-text.html" : target.replace(/\.md$/, ".html");
  return built.read(page).includes(isThere) ? undefined : dead("has no such anchor there");
}

const decode = (text: string): string => text.replaceAll("&quot;", '"').replaceAll("&amp;", "&");
