import { escapeHtml, type Heading } from "./markdown.ts";
import { type Entry, GROUPS } from "./pages.ts";

/** What may be loaded: this site's own files. GitHub Pages sends no headers, so each page says it itself. */
export const POLICY: Record<string, string[]> = {
  "default-src": ["'none'"],
  "script-src": ["'self'"],
  "style-src": ["'self'"],
  "img-src": ["'self'", "data:"],
  "connect-src": ["'self'"],
  "base-uri": ["'none'"],
  "form-action": ["'none'"],
};

export interface Layout {
  entry: Entry;
  /** The page's own content, inside or with its `<main>`. */
  body: string;
  /** All pages, for the navigation. */
  entries: Entry[];
  /** Where the site will be, with a slash at its end. */
  baseUrl: string;
  version: string;
  policy?: Record<string, string[]>;
  head?: string;
  /** `wide` leaves the columns to the content. */
  kind?: "text" | "wide";
}

export function layout({ entry, body, entries, baseUrl, version, policy = POLICY, head = "", kind = "text" }: Layout) {
  const url = `${baseUrl}${entry.name === "index" ? "" : `${entry.name}.html`}`;
  const title = entry.name === "index" ? "heffl-client: create tasks in Heffl" : `${entry.title} · heffl-client`;
  const rules = Object.entries(policy).map(([name, sources]) => `${name} ${sources.join(" ")}`);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${rules.join("; ")}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<meta name="description" content="${escapeHtml(entry.description)}">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<link rel="canonical" href="${escapeHtml(url)}">
<meta property="og:type" content="article">
<meta property="og:site_name" content="heffl-client">
<meta property="og:title" content="${escapeHtml(title)}">
<meta property="og:description" content="${escapeHtml(entry.description)}">
<meta property="og:url" content="${escapeHtml(url)}">
<meta property="og:image" content="${escapeHtml(baseUrl)}assets/card.png">
<meta property="og:image:width" content="1200">
<meta property="og:image:height" content="630">
<meta property="og:image:alt" content="heffl-client: every call says whether the task exists">
<meta name="twitter:card" content="summary_large_image">
<link rel="icon" href="assets/icon.svg" type="image/svg+xml">
<link rel="alternate" type="text/markdown" href="${entry.name}.md" title="This page as Markdown">
<script src="assets/theme.js"></script>
<link rel="stylesheet" href="assets/site.css">
<script src="assets/site.js" defer></script>
${head}</head>
<body class="${kind}">
<a class="skip" href="#content">Skip to content</a>
${header(entry)}
<div class="columns">
${navigation(entry, entries)}
${body}
</div>
${footer(entry, version)}
</body>
</html>
`;
}

const TOP = { index: "Guide", reference: "API reference", api: "TypeScript", changelog: "Changelog" };

function header({ name }: Entry): string {
  const links = Object.entries(TOP).map(([page, label]) => link(page, label, name));
  return `<header class="top">
<button class="menu-button" type="button" aria-expanded="false" aria-controls="pages" hidden>Menu</button>
<a class="brand" href="index.html">heffl-client</a>
<nav aria-label="Main">${links.join("")}</nav>
<form class="search" role="search" hidden>
<input type="search" placeholder="Search" aria-label="Search this site" aria-controls="results" autocomplete="off">
<div id="results" role="region" aria-label="Search results" aria-live="polite" hidden></div>
</form>
<button class="theme" type="button" hidden>Theme</button>
</header>`;
}

function navigation({ name }: Entry, entries: Entry[]): string {
  const groups = GROUPS.map((group) => {
    const items = entries.filter((entry) => entry.group === group);
    return `<h2>${group}</h2>\n<ul>${items.map((entry) => `<li>${link(entry.name, entry.title, name)}</li>`).join("")}</ul>`;
  });
  return `<nav class="pages" id="pages" aria-label="Pages">${groups.join("\n")}</nav>`;
}

const link = (page: string, label: string, current: string): string =>
  `<a href="${page}.html"${page === current ? ' aria-current="page"' : ""}>${label}</a>`;

/** Links to a page's own parts, for those who see it on a wide screen. */
export function contents(headings: Heading[], deepest = 2): string {
  const items = headings.filter(({ level }) => level > 1 && level <= deepest);
  if (items.length < 2) return "";
  const list = items.map(
    ({ id, text, level }) => `<li class="l${level}"><a href="#${id}">${escapeHtml(text)}</a></li>`,
  );
  return `<nav class="contents" aria-label="On this page"><h2>On this page</h2><ul>${list.join("")}</ul></nav>`;
}

function footer({ name }: Entry, version: string): string {
  return `<footer><p>heffl-client ${escapeHtml(version)}. Independent of Heffl: not made, reviewed or endorsed by it.
<a href="LICENSE.txt">MIT</a>.</p>
<p>For machines: <a href="${name}.md">this page as Markdown</a>, <a href="llms.txt">llms.txt</a>,
<a href="openapi.yaml">openapi.yaml</a>, <a href="openapi.json">.json</a>,
<a href="openapi-3.0.yaml">openapi-3.0.yaml</a>, <a href="openapi-3.0.json">.json</a></p></footer>`;
}
