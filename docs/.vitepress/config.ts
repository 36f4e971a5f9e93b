import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { transformerStyleToClass } from "@shikijs/transformers";
import { defineConfig, type HeadConfig, type MarkdownRenderer } from "vitepress";
import { slug } from "../../scripts/docs/slug.ts";

interface Site {
  baseUrl: string;
  version: string;
  groups: string[];
  pages: { name: string; title: string; group: string; parts?: [id: string, title: string][] }[];
}

const { DOCS_PAGES: folder, DOCS_OUT: out } = process.env;
if (!folder || !out) throw new Error("The pages are written by a script: run `npm run docs`.");
const site = JSON.parse(readFileSync(join(folder, "site.json"), "utf8")) as Site;

const icon = readFileSync(new URL("../public/icon.svg", import.meta.url), "utf8");

// The policy refuses inline styles, so the colors of code are classes in a file of their own.
const colors = transformerStyleToClass();

export default defineConfig({
  srcDir: folder,
  outDir: out,
  // Pages refer to each other relative to themselves, so that the site works under any path.
  base: "./",
  lang: "en",
  title: "heffl-client",
  titleTemplate: ":title · heffl-client",
  // The policy refuses inline styles: those that VitePress would write by itself are left out.
  contentProps: {},
  appearance: { disableTransition: false } as never,
  vite: {
    publicDir: fileURLToPath(new URL("../public", import.meta.url)),
    build: { assetsInlineLimit: 0 },
  },
  markdown: {
    anchor: { slugify: slug },
    codeTransformers: [colors],
    config: tidyTables,
  },
  themeConfig: {
    nav: [
      { text: "Guide", link: "/quick-start" },
      { text: "API reference", link: "/reference", activeMatch: "^/reference" },
      { text: "TypeScript", link: "/api", activeMatch: "^/api" },
      { text: "Changelog", link: "/changelog" },
    ],
    sidebar: site.groups.map((group) => ({
      text: group,
      items: site.pages
        .filter((page) => page.group === group)
        .map(({ name, title, parts }) => ({
          text: title,
          link: name === "index" ? "/" : `/${name}`,
          ...(parts && { collapsed: true, items: parts.map(([id, text]) => ({ text, link: `/${name}#${id}` })) }),
        })),
    })),
    outline: [2, 3],
    search: {
      provider: "local",
      options: {
        detailedView: true,
        miniSearch: { searchOptions: { combineWith: "AND" } },
        _render(source, env, md) {
          if (env.relativePath === "404.md") return "";
          // Samples name every field; a search for one is to find the field itself.
          const tokens = md.parse(source, env).filter(({ type }) => type !== "fence");
          return md.renderer.render(tokens, { ...md.options, highlight: null }, env);
        },
      },
    },
  },
  transformHead({ page, title, description }): HeadConfig[] {
    const url = site.baseUrl + page.replace(/(^index)?\.md$/, (_, index) => (index ? "" : ".html"));
    const root = "../".repeat(page.split("/").length - 1) || "./";
    const property = (name: string, content: string): HeadConfig => ["meta", { property: `og:${name}`, content }];
    const head: HeadConfig[] = [
      ["link", { rel: "stylesheet", href: `${root}code.css` }],
      // Not a file's address: browsers ask for it again under the address of the page that a reader went on to.
      ["link", { rel: "icon", href: `data:image/svg+xml,${encodeURIComponent(icon)}` }],
    ];
    if (page === "404.md") return head;
    return [
      ...head,
      ["link", { rel: "canonical", href: url }],
      ["link", { rel: "alternate", type: "text/markdown", href: root + page, title: "This page as Markdown" }],
      ["meta", { name: "referrer", content: "no-referrer" }],
      property("type", "article"),
      property("site_name", "heffl-client"),
      property("title", title),
      property("description", description),
      property("url", url),
      property("image", `${site.baseUrl}card.png`),
      property("image:width", "1200"),
      property("image:height", "630"),
      property("image:alt", "heffl-client: every call says whether the task exists"),
      ["meta", { name: "twitter:card", content: "summary_large_image" }],
    ];
  },
  transformHtml(html, _, { page }) {
    // A host shows it under any address, so it alone can't refer to the others relative to itself.
    if (page === "404.md") html = html.replaceAll('"./', `"${new URL(site.baseUrl).pathname}`);
    // Static hosts send no headers, so each page says by itself what it may load: this site's own files.
    const inline = [...html.matchAll(/<script(?![^>]* src=)[^>]*>(.*?)<\/script>/gs)].map(([, text = ""]) =>
      hash(text),
    );
    const policy = [
      "default-src 'none'",
      `script-src 'self' ${[...new Set(inline)].join(" ")}`,
      "style-src 'self'",
      "img-src 'self' data:",
      "connect-src 'self'",
      "base-uri 'none'",
      "form-action 'none'",
    ];
    const meta = `<meta http-equiv="Content-Security-Policy" content="${policy.join("; ")}">`;
    return html.replace('<meta charset="utf-8">', `$&\n    ${meta}`).replaceAll(/(<[^>]*) style="[^"]*"/g, "$1");
  },
  buildEnd() {
    writeFileSync(join(out, "code.css"), colors.getCSS());
  },
});

/** Columns of numbers stand on the right: Markdown says so by inline styles, which the policy refuses. */
function tidyTables(md: MarkdownRenderer): void {
  md.core.ruler.push("tidy-tables", ({ tokens }) => {
    for (const [index, token] of tokens.entries()) {
      const [, side] = `${token.attrGet("style")}`.match(/^text-align:(\w+)$/) ?? [];
      if (side) token.attrs = [["class", `align-${side}`]];
      // A heading without text confuses screen readers.
      const [text, end] = [tokens[index + 1], tokens[index + 2]];
      if (token.type === "th_open" && text?.content === "" && end) token.tag = end.tag = "td";
    }
  });
}

function hash(text: string): string {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}
