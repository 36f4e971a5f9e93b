import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";

const SOURCE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

export interface Violation {
  rule: string;
  /** The first elements that have it. */
  at: string[];
  count: number;
}

/** What axe-core finds on a page. It comes in by the browser's debugger, which a page's policy doesn't concern. */
export async function violations(page: Page): Promise<Violation[]> {
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(SOURCE);
  return page.evaluate(async (tags) => {
    const { axe } = globalThis as unknown as { axe: Axe };
    const { violations } = await axe.run(document, { runOnly: tags });
    return violations.map(({ id, nodes }) => ({
      rule: id,
      at: nodes.slice(0, 3).map(({ html }) => html.slice(0, 200)),
      count: nodes.length,
    }));
  }, TAGS);
}

interface Axe {
  run(
    document: Document,
    options: { runOnly: string[] },
  ): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
}
