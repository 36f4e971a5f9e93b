import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, expect, inject, test } from "vitest";
import { violations } from "../../scripts/lib/axe.ts";
import { pages, read } from "./built.ts";
import { DESK, openTab, PHONE, settle, type Tab, visit } from "./visit.ts";

/** What each page looked like, for people: `dist/docs-screenshots/`. */
const SCREENSHOTS = fileURLToPath(new URL("../../dist/docs-screenshots/", import.meta.url));
mkdirSync(SCREENSHOTS, { recursive: true });

/** The largest first, since axe takes longest for them: started last, they would run alone. */
const bySize = [...pages, "404.html"].sort((a, b) => read(b).length - read(a).length);

/** How a page is looked at. From one to the next only one thing changes, since each change lays out the page again. */
const LOOKS = [
  ["light", DESK],
  ["light", PHONE],
  ["dark", PHONE],
  ["dark", DESK],
] as const;

/** Tabs that are used again, which saves a tenth of the time. Their pages can't move, so that colors don't fade. */
const tabs: Tab[] = [];
afterAll(() => Promise.all(tabs.map((tab) => tab[Symbol.asyncDispose]())));

test.concurrent.each(bySize)(
  "%s has no fault that axe finds, nothing cut off, no error under its own policy, and asks nobody else, light and dark, wide and narrow",
  async (page) => {
    const tab = tabs.pop() ?? (await openTab({ reducedMotion: "reduce" }));
    await tab.go(page);
    await tab.page.waitForLoadState("networkidle");
    const found: string[] = [];
    for (const [colorScheme, viewport] of LOOKS) {
      await tab.page.emulateMedia({ colorScheme });
      await tab.page.setViewportSize(viewport);
      await settle(tab.page);
      const place = `${colorScheme}, ${viewport.width} px`;
      for (const { rule, at, count } of await violations(tab.page))
        found.push(`${place}: ${rule}, ${count} times: ${at.join(" ")}`);
      const cut = await tab.page.evaluate(tooWide);
      found.push(...cut.map((what) => `${place}: cut off: ${what}`));
      await tab.page.screenshot({
        path: `${SCREENSHOTS}${page.replaceAll("/", "-")}-${viewport.width}-${colorScheme}.png`,
      });
    }
    expect(found).toEqual([]);
    expect(tab.errors).toEqual([]);
    expect(tab.foreign).toEqual([]);
    tabs.push(tab);
  },
);

test("what a page would ask of another machine is noted, and stopped by the policy", async () => {
  const { proxy } = inject("site");
  const asked = async () => (await (await fetch(proxy)).json()) as string[];
  const ask = () =>
    fetch("http://elsewhere.example/").then(
      () => "came",
      () => "stopped",
    );
  expect((await asked()).filter((host) => host !== "elsewhere.example")).toEqual([]);
  await using open = await visit("index.html", { bypassCSP: true });
  await open.page.evaluate(ask);
  expect(await asked()).toContain("elsewhere.example");
  expect(open.foreign).toEqual(["http://elsewhere.example/"]);
  await using strict = await visit("index.html");
  expect(await strict.page.evaluate(ask)).toBe("stopped");
  expect(strict.errors.join()).toContain("Content Security Policy");
});

test("a fault that axe knows would be found", async () => {
  await using open = await visit("index.html");
  await open.page.evaluate(() =>
    document.querySelector("main")?.insertAdjacentHTML("beforeend", "<img src='card.svg'>"),
  );
  expect((await violations(open.page)).map(({ rule }) => rule)).toEqual(["image-alt"]);
});

test("text that is too dark for the dark scheme would be found", async () => {
  await using open = await visit("index.html", { colorScheme: "dark" });
  await settle(open.page);
  expect(await violations(open.page)).toEqual([]);
  await open.page.evaluate(() => {
    const text = document.createElement("p");
    text.append("Nobody can read this.");
    text.style.color = "#333";
    document.querySelector("main")?.append(text);
  });
  expect((await violations(open.page)).map(({ rule }) => rule)).toEqual(["color-contrast"]);
});

/** Runs in the page: what is wider than its place, the page itself or a block of code. */
function tooWide(): string[] {
  const root = document.documentElement;
  const page = root.scrollWidth > root.clientWidth ? [`the page, ${root.scrollWidth} px`] : [];
  const code = [...document.querySelectorAll<HTMLElement>("main pre")].filter(
    (pre) => pre.scrollWidth > pre.clientWidth + 1,
  );
  return [...page, ...code.map((pre) => pre.innerText.slice(0, 60))];
}
