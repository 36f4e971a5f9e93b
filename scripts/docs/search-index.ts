import type { Entry } from "./pages.ts";

/** A part of a page, as the site's own search knows it. */
export interface Found {
  url: string;
  page: string;
  heading: string;
  text: string;
}

/** A page's parts, one for each heading that can be linked to. */
export function searchIndex({ name, title }: Entry, html: string): Found[] {
  return html
    .split(/(?=<h[1-6] id=)/)
    .filter((part) => part.startsWith("<h"))
    .map((part) => {
      const [, level = "", id = "", inner = ""] = part.match(/^<h(\d) id="([^"]*)">(.*?)<\/h\d>/s) ?? [];
      return {
        url: level === "1" ? `${name}.html` : `${name}.html#${id}`,
        page: title,
        heading: plain(inner.replace(/<a class="anchor".*/s, "")),
        text: plain(part.replace(/^<h.*?<\/h\d>/s, "")),
      };
    });
}

const ENTITIES: Record<string, string> = { "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#x27;": "'", "&amp;": "&" };

const plain = (html: string): string =>
  html
    .replaceAll(/<[^>]*>/g, "")
    .replaceAll(/&(?:lt|gt|quot|amp|#x27);/g, (entity) => ENTITIES[entity] ?? entity)
    .replaceAll(/\s+/g, " ")
    .trim();
