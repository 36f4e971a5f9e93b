import hljs from "highlight.js";
import markdownIt from "markdown-it";
import { slugger } from "./slug.ts";

export interface Heading {
  level: number;
  id: string;
  text: string;
}

export interface Rendered {
  html: string;
  headings: Heading[];
}

/** Where a link of a Markdown file leads on the site. */
export type Relink = (href: string) => string;

/** Markdown as HTML without scripts or inline styles, which the site's content security policy refuses. */
export function render(markdown: string, relink: Relink = (href) => href): Rendered {
  const headings: Heading[] = [];
  const md = markdownIt({ html: true, linkify: true });
  // As on GitHub: a bare URL is a link, a word with a dot isn't.
  md.linkify.set({ fuzzyLink: false, fuzzyEmail: false });
  const slug = slugger();

  md.core.ruler.push("anchors", ({ tokens }) => {
    for (const [index, token] of tokens.entries()) {
      if (token.type !== "heading_open") continue;
      const text = plain(tokens[index + 1]?.children ?? []);
      const id = slug(text);
      token.attrSet("id", id);
      headings.push({ level: Number(token.tag.slice(1)), id, text });
    }
  });
  md.core.ruler.push("links", ({ tokens }) => {
    for (const token of tokens.flatMap(({ children }) => children ?? []))
      for (const [type, name] of [
        ["link_open", "href"],
        ["image", "src"],
      ] as const)
        if (token.type === type) token.attrSet(name, relink(`${token.attrGet(name)}`));
  });
  md.renderer.rules["heading_close"] = (tokens, index) => {
    const level = Number(tokens[index]?.tag.slice(1));
    const { id = "", text = "" } = headings[count++] ?? {};
    const link = level === 1 ? "" : `<a class="anchor" href="#${id}" aria-label="Link to ${escapeHtml(text)}">#</a>`;
    return `${link}</h${level}>\n`;
  };
  // A table that is wider than a phone scrolls by itself, by keyboard too, and not the page with it.
  md.renderer.rules["table_open"] = () =>
    `<div class="scroll" tabindex="0" role="group" aria-label="Table ${++tables}"><table>\n`;
  md.renderer.rules["table_close"] = () => "</table></div>\n";
  md.core.ruler.push("cells", ({ tokens }) => {
    for (const [index, token] of tokens.entries()) {
      if (token.type !== "th_open" && token.type !== "td_open") continue;
      // Alignment comes as an inline style, which the policy refuses.
      token.attrs = null;
      // A table of ticks has nothing to say over its first column, and an empty heading confuses screen readers.
      if (tokens[index + 1]?.content === "") for (const end of [token, tokens[index + 2]]) if (end) end.tag = "td";
    }
  });
  md.renderer.rules["fence"] = (tokens, index) => {
    const { content = "", info = "" } = tokens[index] ?? {};
    return `<pre tabindex="0"><code>${highlight(content, info.trim())}</code></pre>\n`;
  };
  let count = 0;
  let tables = 0;
  return { html: md.render(markdown), headings };
}

/** What a fence may be called in the sources, as highlight.js calls it. */
const ALIASES: Record<string, string> = { sh: "bash", tsx: "typescript", text: "plaintext", "": "plaintext" };

function highlight(code: string, language: string): string {
  return hljs.highlight(code, { language: ALIASES[language] ?? language }).value;
}

function plain(tokens: readonly { type: string; content: string }[]): string {
  return tokens
    .filter(({ type }) => type === "text" || type === "code_inline" || type === "text_special")
    .map(({ content }) => content)
    .join("");
}

export const { escapeHtml } = markdownIt().utils;
