import { type Json, resolve } from "../../lib/document.ts";

/** Throws for a keyword that the reference wouldn't show: a reader who doesn't see a rule will break it. */
export function only(node: Json, what: string, ...known: string[]): void {
  const unknown = Object.keys(node).filter((key) => !known.includes(key));
  if (unknown.length > 0) throw new Error(`scripts/docs/reference/ doesn't know ${unknown.join(", ")} in ${what} yet.`);
}

export const text = (value: unknown): string => (typeof value === "string" ? value.trim() : "");

/** A text's parts: what stands before its first heading, then each heading with what is below it. */
export const sections = (value: unknown): string[] =>
  text(value)
    .split(/^(?=## )/m)
    .map((part) => part.trim());

export const code = (value: unknown): string => `\`${typeof value === "string" ? value : JSON.stringify(value)}\``;

export const codes = (values: unknown): string => (values as unknown[]).map(code).join(", ");

/** A JSON value as code: a string that reads as a number keeps its quotes. */
export const jsonCode = (value: unknown): string => `\`${JSON.stringify(value)}\``;

export const block = (language: string, source: string): string => `\`\`\`${language}\n${source.trim()}\n\`\`\``;

export const jsonBlock = (value: unknown): string => block("json", JSON.stringify(value, null, 2));

/** Parts of a text with a blank line between them; empty ones don't count. */
export const paragraphs = (...parts: (string | undefined | false)[]): string => parts.filter(Boolean).join("\n\n");

export const entries = (node: unknown): [string, Json][] => Object.entries((node ?? {}) as Record<string, Json>);

/** What a node says, a reference in it followed. What stands beside the reference counts more than what it points at. */
export function follow(document: Json, node: Json): Json {
  const { $ref, ...beside } = node as { $ref?: string };
  return $ref ? { ...follow(document, resolve(document, $ref)), ...beside } : node;
}
