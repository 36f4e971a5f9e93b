import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { serveFolder } from "../scripts/docs/preview.ts";
import { launch, missing } from "../scripts/lib/chromium.ts";
import { candidates } from "./docs/candidates.ts";
import { faults, type Speed, speed, weight } from "./docs/measure.ts";
import { median, spread } from "./statistics.ts";

const ROUNDS = 7;

if (missing) {
  console.error(`Chromium: ${missing}`);
  process.exit(1);
}

const [load = 0] = loadavg();
const folder = mkdtempSync(join(tmpdir(), "heffl-bench-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
const pages = candidates(folder);
const server = await serveFolder(folder);
const browser = await launch();

// In turn, so that a busy moment of the machine falls on all of them; the first round warms up and doesn't count.
const speeds = pages.map((): Speed[] => []);
for (let round = 0; round <= ROUNDS; round++)
  for (const [index, page] of pages.entries()) {
    const measured = await speed(browser, server.url, page);
    if (round > 0) speeds[index]?.push(measured);
    process.stderr.write(`round ${round} of ${ROUNDS}\r`);
  }

const rows: string[] = [];
const details: string[] = [];
for (const [index, page] of pages.entries()) {
  const { gzipBytes, requests, foreign } = await weight(browser, server.url, page);
  const rules = await faults(browser, server.url, page);
  const sum = (counts: Map<string, number>) => [...counts.values()].reduce((total, count) => total + count, 0);
  const times = (key: keyof Speed) => (speeds[index] ?? []).map((one) => one[key]);
  const cells = [
    `${(gzipBytes / 1000).toFixed(0)} in ${requests}`,
    `${median(times("paintMs")).toFixed(0)} (${spread(times("paintMs"), 0)})`,
    `${median(times("thereMs")).toFixed(0)} (${spread(times("thereMs"), 0)})`,
    `${sum(rules)}`,
    `${sum(foreign)}`,
  ];
  rows.push(`| ${page.name} | ${cells.join(" | ")} |`);
  const list = (counts: Map<string, number>) =>
    [...counts].map(([name, count]) => `\`${name}\` ${count}`).join(", ") || "none";
  details.push(`- ${page.name}: axe: ${list(rules)}. Other hosts: ${list(foreign)}.`);
}
await browser.close();
await server.close();

const text = `<!-- Written by \`npm run bench:docs\`. -->

# This site

The reference beside two others as their quick starts have them, made from the same document: Chromium ${browser.version()},
the CPU slowed down four times, no network in between, ${ROUNDS} rounds in turn, load average ${load.toFixed(1)} on ${cpus().length} cores when
they began. "Painted" is the first thing on the page. "There" is when the description of a field of the request is in the page as
text, on screen or further down, so that it can be found and read out. What a CDN would serve came from the package that it mirrors,
at once and so too fast; other hosts got no answer. Axe counts elements, light and dark together, by WCAG 2.2 AA and its best practices.

| Page | kB gzipped, requests | Painted, ms | There, ms | Axe | Requests to other hosts |
| --- | --- | --- | --- | --- | --- |
${rows.join("\n")}

${details.join("\n")}
`;
writeFileSync(new URL("../docs/site.md", import.meta.url), text);
console.log(text);
