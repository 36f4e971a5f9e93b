import type { Json } from "../../lib/document.ts";

/** Throws for a keyword that the reference wouldn't show: left out in silence, a rule would be broken by readers. */
export function only(node: Json, what: string, ...known: string[]): void {
  const unknown = Object.keys(node).filter((key) => !known.includes(key));
  if (unknown.length > 0) throw new Error(`scripts/docs/reference/ doesn't know ${unknown.join(", ")} in ${what} yet.`);
}

export const text = (value: unknown): string => (typeof value === "string" ? value.trim() : "");

/** Text for a cell of a table, where a line break would end the row. */
export const cell = (value: unknown): string =>
  text(value)
    .replaceAll(/\s*\n\s*/g, " ")
    .replaceAll("|", "\\|");

export const code = (value: unknown): string => `\`${typeof value === "string" ? value : JSON.stringify(value)}\``;

export const jsonBlock = (value: unknown): string => `\`\`\`json\n${JSON.stringify(value, null, 2)}\n\`\`\``;

export function table(heads: string[], rows: string[][]): string {
  const lines = [heads, heads.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`);
  return lines.join("\n");
}

/** Parts of a text with a blank line between them; empty ones don't count. */
export const paragraphs = (...parts: (string | undefined | false)[]): string =>
  parts.filter((part) => part !== undefined && part !== false && part !== "").join("\n\n");

export const entries = (node: unknown): [string, Json][] => Object.entries((node ?? {}) as Record<string, Json>);
