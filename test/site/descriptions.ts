import { follow } from "../../scripts/docs/reference/say.ts";
import type { Json } from "../../scripts/lib/document.ts";

/** Every description under a part of the document as a reader sees it, references followed, examples left out. */
export function descriptionsIn(document: Json, part: unknown): string[] {
  if (typeof part !== "object" || part === null) return [];
  const { examples: _, description, ...rest } = follow(document, { ...part } as Json);
  // What a nullable component says of itself gives way to what is said of it here.
  const { anyOf, ...own } = rest as { anyOf?: unknown };
  const children = typeof description === "string" && anyOf ? own : rest;
  const below = Object.values(children).flatMap((child) => descriptionsIn(document, child));
  return typeof description === "string" ? [...lines(description), ...below] : below;
}

/** A description's lines without the marks of Markdown. */
const lines = (markdown: string): string[] =>
  markdown
    .replaceAll(/\n(?=[^\n|#])(?<!\n\n)/g, " ")
    .split("\n")
    .filter((line) => !/^[|\s-]*$/.test(line))
    .flatMap((line) => (line.startsWith("|") ? line.split("|") : [line]))
    .map((line) =>
      flat(
        line
          .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1")
          .replaceAll(/`([^`]*)`|\*\*(.*?)\*\*|\*(\S[^*]*)\*|^#+ /g, "$1$2$3"),
      ),
    )
    .filter(Boolean);

/** Where a line breaks doesn't change what a text says. */
export const flat = (text: string): string => text.replaceAll("\u200b", "").replaceAll(/\s+/g, " ").trim();
