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

/** The rules that a change of colors alone can break. */
const COLOR_RULES = ["color-contrast", "link-in-text-block"];

/**
 * What axe-core finds on a page. It is loaded through the browser's debugger, to which a page's policy doesn't apply.
 *
 * @param only "colors" checks only the rules about colors, in half the time
 */
export async function violations(page: Page, only?: "colors"): Promise<Violation[]> {
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(SOURCE);
  const runOnly = only === undefined ? TAGS : COLOR_RULES;
  return page.evaluate(async (runOnly) => {
    const { axe } = globalThis as unknown as { axe: Axe };
    // Without these options axe also describes every element that passes, which takes a fifth of its time.
    const { violations } = await axe.run(document, { runOnly, resultTypes: ["violations"], selectors: false });
    return violations.map(({ id, nodes }) => ({
      rule: id,
      at: nodes.slice(0, 3).map(({ html }) => html.slice(0, 200)),
      count: nodes.length,
    }));
  }, runOnly);
}

interface Axe {
  run(
    document: Document,
    options: { runOnly: string[]; resultTypes: string[]; selectors: boolean },
  ): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
}
