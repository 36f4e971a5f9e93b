import { existsSync } from "node:fs";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launch, missing } from "../../scripts/lib/chromium.ts";
import { type Ended, listens, start } from "../support/script.ts";
import { visit } from "./visit.ts";

const address = (printed: string, label: string): string =>
  printed.match(new RegExp(`${label}\\s+(http\\S+)`))?.[1] ?? "";

test("docs:serve shows site and mock together, and Ctrl-C stops both", { timeout: 120_000 }, async () => {
  const script = start("docs:serve", ["--port", "0"]);
  const printed = await script.until(/Ctrl-C/);
  const site = address(printed, "Site");
  const mock = address(printed, "Mock");
  expect((await fetch(site)).headers.get("content-type")).toBe("text/html; charset=utf-8");
  expect((await fetch(`${site}nowhere.html`)).status).toBe(404);
  expect((await fetch(`${site}..%2f..%2fpackage.json`)).status).toBe(404);
  // What a parser of URLs refuses must not end the server.
  expect((await fetch(`${site}/`)).status).toBe(400);
  expect(await (await fetch(`${site}try/openapi.json`)).json()).toMatchObject({ servers: [{ url: mock }] });
  // The published site has no console.
  expect(existsSync("dist/docs/index.html")).toBe(true);
  expect(existsSync("dist/docs/try.html")).toBe(false);

  script.interrupt();
  const { code, stdout }: Ended = await script.ended;
  expect(code).toBe(0);
  expect(stdout).toMatch(/\nStopped\.\n$/);
  expect(await Promise.all([site, mock].map(listens))).toEqual([false, false]);
});

test("--help explains, and a wrong port is refused", async () => {
  const help = await start("docs:serve", ["--help"]).ended;
  expect(help.stdout).toContain("--port <number>");
  const { code, stderr } = await start("docs:serve", ["--port", "high"]).ended;
  expect(code).toBe(2);
  expect(stderr).toContain("--port must be a number");
});

test("docs refuses to empty a folder that holds no site, and an address that is none", async () => {
  const folder = await start("docs", ["--out", "src"]).ended;
  expect(folder).toMatchObject({ code: 1, stderr: expect.stringContaining("holds no site") });
  const url = await start("docs", ["--base-url", "nowhere"]).ended;
  expect(url).toMatchObject({ code: 2, stderr: expect.stringContaining("--base-url must be a URL") });
});

describe.skipIf(missing)("the console in Chromium", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());

  test("creates a task at the mock, asks nobody else, and stores no key", { timeout: 120_000 }, async () => {
    const script = start("docs:serve", ["--port", "0", ...(existsSync("dist/docs/llms.txt") ? ["--no-build"] : [])]);
    const printed = await script.until(/Ctrl-C/);
    const { page, errors, foreign, close } = await visit(browser, address(printed, "Try it"));
    await page.waitForFunction(() => document.querySelector(".opblock-summary-control"));
    await page.click(".opblock-summary-control");
    await page.waitForFunction(() => document.querySelector(".execute"));
    await page.click(".execute");
    await page.waitForFunction(() => document.querySelector(".live-responses-table tbody .response-col_status"));
    expect(await page.textContent(".live-responses-table tbody .response-col_status")).toContain("200");
    expect(await page.textContent(".live-responses-table")).toContain("tsk_2Jd8RyW6Lc");
    expect(new Set(foreign.map((url) => new URL(url).origin))).toEqual(new Set([address(printed, "Mock")]));
    expect(errors).toEqual([]);
    expect(await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie])).toEqual([
      0,
      0,
      "",
    ]);
    await close();
    script.interrupt();
    await script.ended;
  });
});
