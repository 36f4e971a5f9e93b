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

/** What axe-core finds on a page. It is loaded through the browser's debugger, to which a page's policy doesn't apply. */
export async function violations(page: Page): Promise<Violation[]> {
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(SOURCE);
  return page.evaluate(async (tags) => {
    const { axe } = globalThis as unknown as { axe: Axe };
    // Without these options axe also describes every element that passes, which takes a fifth of its time.
    const { violations } = await axe.run(document, { runOnly: tags, resultTypes: ["violations"], selectors: false });
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
    options: { runOnly: string[]; resultTypes: string[]; selectors: boolean },
  ): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
}
