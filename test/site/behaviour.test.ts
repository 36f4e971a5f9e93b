import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { serveFolder } from "../../scripts/docs/static-server.ts";
import { launch, missing } from "../../scripts/lib/chromium.ts";
import type { Running } from "../../scripts/lib/prism.ts";
import { type Built, buildSite } from "./built.ts";
import { visit } from "./visit.ts";

const PHONE = { width: 390, height: 844 };

describe.skipIf(missing)("what a reader does in Chromium", () => {
  let built: Built;
  let server: Running;
  let browser: Browser;
  const open = (address: string, options = {}) => visit(browser, `${server.url}/${address}`, options);

  beforeAll(async () => {
    built = await buildSite();
    server = await serveFolder(built.folder);
    browser = await launch();
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await server?.close();
    built?.remove();
  });

  test.each(["errors.html", "reference.html"])(
    "%s: Tab reaches navigation, search and content, seen each time",
    async (address) => {
      const { page, close } = await open(address);
      const stops: Stop[] = [];
      for (let press = 0; press < 60; press++) {
        await page.keyboard.press("Tab");
        const stop = await page.evaluate(focused);
        // After the last stop comes the browser's own frame.
        if (stop) stops.push(stop);
      }
      expect(stops[0]?.text).toBe("Skip to content");
      for (const place of ["nav", "search", "content"])
        expect(
          stops.map((stop) => stop.place),
          place,
        ).toContain(place);
      expect(stops.filter(({ outline }) => outline < 1)).toEqual([]);
      await close();
    },
  );

  test("Redoc's own search opens by keyboard and finds a field", async () => {
    const { page, errors, close } = await open("reference.html");
    await page.evaluate(() => document.querySelector<HTMLElement>('[data-testid="search-trigger"]')?.focus());
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.activeElement instanceof HTMLInputElement);
    await page.keyboard.type("durationMinutes");
    const isFound = () =>
      document.querySelector('[data-testid="search-dialog"]')?.textContent?.includes("How long it is expected to take");
    await page.waitForFunction(isFound);
    expect(errors).toEqual([]);
    await close();
  });

  test("the site's search leads to a part of another page", async () => {
    const { page, close } = await open("index.html");
    await page.fill(".search input", "proxy http");
    await page.waitForFunction(() => document.querySelector("#results a"));
    expect(await page.textContent("#results a")).toContain("Behind an HTTP proxy");
    await page.click("#results a");
    await page.waitForFunction(() => location.hash !== "");
    expect(page.url()).toBe(`${server.url}/recipes.html#behind-an-http-proxy`);
    await page.fill(".search input", "qwertz");
    await page.waitForFunction(() => document.querySelector("#results p"));
    expect(await page.textContent("#results p")).toContain("qwertz");
    await close();
  });

  test("the theme follows the system, and a choice is remembered on the next page, Redoc's too", async () => {
    const { page, close } = await open("index.html", { colorScheme: "dark" });
    const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const dark = await ground();
    await page.click(".theme");
    expect(await ground()).not.toBe(dark);
    await page.goto(`${server.url}/reference.html`);
    expect(await page.evaluate(() => document.documentElement.classList.contains("light"))).toBe(true);
    expect(await page.textContent(".theme")).toBe("Dark");
    await close();
  });

  test("on a phone the menu shows and hides all pages", async () => {
    const { page, close } = await open("index.html", { viewport: PHONE });
    const isShown = () => page.evaluate(() => document.querySelector("#pages")?.checkVisibility() ?? false);
    expect(await isShown()).toBe(false);
    await page.click(".menu-button");
    expect(await isShown()).toBe(true);
    await page.click(".menu-button");
    expect(await isShown()).toBe(false);
    await close();
  });

  test("a deep link into the reference shows that operation", async () => {
    const { page, close } = await open("reference.html#/tasks/createtask");
    const isInView = (): boolean => {
      const top = document.querySelector("[data-section-id='/tasks/createtask']")?.getBoundingClientRect().top ?? -1;
      return top > 0 && top < innerHeight / 2;
    };
    await page.waitForFunction(isInView);
    await close();
  });

  test("scrolling down the reference comes to the operation, with nothing to unfold", async () => {
    const { page, close } = await open("reference.html");
    const isShown = (): boolean => {
      scrollTo(0, document.body.scrollHeight);
      return document.querySelector(".panel-request-samples code") !== null;
    };
    await page.waitForFunction(isShown);
    expect(await page.evaluate(() => document.querySelector("#early"))).toBe(null);
    await close();
  });

  test("without scripts a page has its text and its navigation, also on a phone", async () => {
    const { page, close } = await open("errors.html", { javaScriptEnabled: false, viewport: PHONE });
    expect(await page.textContent("main")).toContain("A call is retried only");
    expect(await page.textContent("#pages")).toContain("Testing kit");
    await close();
  });
});

interface Stop {
  place: string;
  text: string;
  outline: number;
}

/** Where the keyboard is, and how wide the ring around it; undefined outside the page. Runs in the page. */
function focused(): Stop | undefined {
  const element = document.activeElement as HTMLElement;
  if (element === document.body) return undefined;
  const { outlineStyle, outlineWidth } = getComputedStyle(element);
  const within = (selector: string) => element.closest(selector) !== null;
  return {
    place: within("nav") ? "nav" : within(".search") ? "search" : within("main") ? "content" : "",
    text: element.textContent?.trim().slice(0, 40) ?? "",
    outline: outlineStyle === "none" ? 0 : Number.parseFloat(outlineWidth),
  };
}
