import { type BrowserContextOptions, chromium, type Page, type Response } from "playwright-core";
import { inject } from "vitest";

const site = inject("site");
const browser = await chromium.connect(site.browser);

export const PHONE = { width: 390, height: 664 };
export const DESK = { width: 1440, height: 900 };

/** How long to wait for what the page does, in ms. Pages are visited several at a time, on as few cores as there are. */
const PATIENTLY = 120_000;

/** A page of the site in the browser that all tests share, and what it complained of. */
export interface Visit {
  page: Page;
  /** Errors and warnings of its console, its policy's included, and errors that nobody caught. */
  errors: string[];
  /** What it asked of other origins, answered or not. */
  foreign: string[];
  /** What came, once it has come as a whole. */
  responses: Response[];
  [Symbol.asyncDispose](): Promise<void>;
}

/** Opens an address, of the site unless it is whole, in a fresh profile, and waits until its scripts have run. */
export async function visit(address: string, options: BrowserContextOptions = {}): Promise<Visit> {
  const url = new URL(address, `${site.url}/`);
  const context = await browser.newContext({ viewport: DESK, ...options });
  context.setDefaultTimeout(PATIENTLY); // a slow machine is no failure
  const page = await context.newPage();
  const errors: string[] = [];
  const foreign: string[] = [];
  const responses: Response[] = [];
  page.on("response", (response) => responses.push(response));
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning")
      errors.push(`${message.text()} (${message.location().url})`);
  });
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("request", (request) => {
    if (!request.url().startsWith("data:") && new URL(request.url()).origin !== url.origin) foreign.push(request.url());
  });
  await page.goto(url.href, { waitUntil: "load" });
  if (options.javaScriptEnabled !== false) await page.waitForFunction(isMounted);
  return { page, errors, foreign, responses, [Symbol.asyncDispose]: () => context.close() };
}

/** Waits until a page shows the color scheme that it was given: its scripts switch to it, and then colors fade. */
export async function settle(page: Page): Promise<void> {
  await page.waitForFunction(
    () => document.documentElement.classList.contains("dark") === matchMedia("(prefers-color-scheme: dark)").matches,
  );
  await page.evaluate(async () => {
    // With the second frame the new styles apply, and what fades has begun to.
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    await Promise.allSettled(document.getAnimations().map(({ finished }) => finished));
  });
}

/** Vue notes on the page's root that it has taken over. */
const isMounted = (): boolean => "__vue_app__" in (document.querySelector("#app") ?? {});
