import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { serveFolder } from "../../scripts/docs/static-server.ts";
import { violations } from "../../scripts/lib/axe.ts";
import { launch, missing } from "../../scripts/lib/chromium.ts";
import type { Running } from "../../scripts/lib/prism.ts";
import { type Built, buildSite } from "./built.ts";
import { type DenyProxy, startDenyProxy } from "./deny-proxy.ts";
import { visit } from "./visit.ts";

const SCREENSHOTS = fileURLToPath(new URL("../../dist/docs-screenshots/", import.meta.url));
const PHONE = { width: 390, height: 844 };
const DESK = { width: 1440, height: 1000 };

/** What Redoc does wrong and the site mends. An entry whose fault is gone upstream fails the test, and so may its mend go. */
const MENDED = JSON.parse(readFileSync(new URL("known-violations.json", import.meta.url), "utf8")) as {
  rule: string;
}[];

if (missing) console.warn(`\nSKIPPED: the site in a real browser. Chromium: ${missing}\n`);

test.runIf(process.env["CI"])("CI has a browser", () => {
  expect(missing).toBeUndefined();
});

describe.skipIf(missing)("the site in Chromium", () => {
  let built: Built;
  let server: Running;
  let proxy: DenyProxy;
  let browser: Browser;
  let addresses: string[];

  beforeAll(async () => {
    built = await buildSite();
    server = await serveFolder(built.folder);
    proxy = await startDenyProxy();
    browser = await launch(proxy.url);
    addresses = [...built.pages, "reference.html#/tasks/createtask"];
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await Promise.all([proxy?.close(), server?.close()]);
    built?.remove();
  });

  test("no page asks another machine for anything, has an error, or is wider than a phone", {
    timeout: 300_000,
  }, async () => {
    const complaints: string[] = [];
    rmSync(SCREENSHOTS, { recursive: true, force: true });
    mkdirSync(SCREENSHOTS, { recursive: true });
    for (const address of addresses)
      for (const colorScheme of ["light", "dark"] as const) {
        const { page, errors, foreign, close } = await visit(browser, `${server.url}/${address}`, { colorScheme });
        for (const viewport of [DESK, PHONE]) {
          await page.setViewportSize(viewport);
          await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
          const width = await page.evaluate(() => document.documentElement.scrollWidth);
          if (width > viewport.width) complaints.push(`${address} is ${width} px wide on ${viewport.width}`);
          const name = address.replaceAll(/\.html|\W+$/g, "").replaceAll(/\W+/g, "-");
          await page.screenshot({ path: `${SCREENSHOTS}${name}-${viewport.width}-${colorScheme}.png` });
        }
        complaints.push(...[...errors, ...foreign].map((what) => `${address}, ${colorScheme}: ${what}`));
        await close();
      }
    expect(complaints).toEqual([]);
    expect(proxy.asked).toEqual([]);
  });

  test("the proxy counts, and the policy stops, what a page would ask elsewhere", async () => {
    const open = await visit(browser, `${server.url}/index.html`, { bypassCSP: true });
    const ask = () =>
      fetch("http://elsewhere.example/").then(
        () => "came",
        () => "stopped",
      );
    await open.page.evaluate(ask);
    expect(proxy.asked.splice(0)).toEqual(["elsewhere.example"]);
    expect(open.foreign).toEqual(["http://elsewhere.example/"]);
    await open.close();
    const strict = await visit(browser, `${server.url}/index.html`);
    expect(await strict.page.evaluate(ask)).toBe("stopped");
    expect(strict.errors.join()).toContain("Content Security Policy");
    expect(proxy.asked).toEqual([]);
    await strict.close();
  });

  test("axe finds nothing, in light on a desk and in dark on a phone", { timeout: 400_000 }, async () => {
    const found: string[] = [];
    for (const address of addresses)
      for (const [colorScheme, viewport] of [
        ["light", DESK],
        ["dark", PHONE],
      ] as const) {
        const options = { colorScheme, viewport, bypassCSP: true };
        const { page, close } = await visit(browser, `${server.url}/${address}`, options);
        await toTop(page);
        for (const { rule, at, count } of await violations(page))
          found.push(`${address}, ${colorScheme}, ${viewport.width}: ${rule}, ${count} times: ${at.join(" ")}`);
        await close();
      }
    expect(found).toEqual([]);
  });

  test("without the site's mends axe finds in Redoc just what is known of it", async () => {
    const nothing = {
      "/assets/reference.css": { type: "css", body: "" },
      "/assets/reference.js": { type: "js", body: 'document.querySelector("#early").remove()' },
    };
    const bare = await serveFolder(built.folder, 0, nothing);
    const { page, close } = await visit(browser, `${bare.url}/reference.html#/tasks/createtask`, { bypassCSP: true });
    await toTop(page);
    const rules = (await violations(page)).map(({ rule }) => rule);
    await close();
    await bare.close();
    expect(rules.sort()).toEqual(MENDED.map(({ rule }) => rule).sort());
  });

  test("axe would find what it is here for", async () => {
    const { page, close } = await visit(browser, `${server.url}/index.html`, { bypassCSP: true });
    await page.evaluate(() =>
      document.querySelector("main")?.insertAdjacentHTML("beforeend", "<img src='assets/icon.svg'>"),
    );
    expect((await violations(page)).map(({ rule }) => rule)).toEqual(["image-alt"]);
    await close();
  });
});

/**
 * A deep link may leave something half under the header, where it is too small a target for a moment, and Redoc draws the
 * head of its page only when it is looked at.
 */
async function toTop(page: Page): Promise<void> {
  await page.evaluate(() => scrollTo(0, 0));
  await page.waitForFunction(() => document.querySelector("h1"));
}
