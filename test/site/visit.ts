import { type BrowserContextOptions, chromium, type Page, type Response } from "playwright-core";
import { inject } from "vitest";

const site = inject("site");
const browser = await chromium.connect(site.browser);

export const PHONE = { width: 390, height: 664 };
export const DESK = { width: 1440, height: 900 };

/** How long to wait for what the page does, in ms. Pages are visited several at a time, on as few cores as there are. */
const PATIENTLY = 120_000;

/** A tab of the browser that all tests share, and what the page in it complained of. */
export interface Tab {
  page: Page;
  /** Errors and warnings of its console, its policy's included, and errors that nobody caught. */
  errors: string[];
  /** What it asked of other origins, answered or not. */
  foreign: string[];
  /** What came, once it has come as a whole. */
  responses: Response[];
  /** Opens an address, of the site unless it is whole, waits until its scripts have run, and forgets the page before it. */
  go(address: string): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** An empty tab in a fresh profile. */
export async function openTab(options: BrowserContextOptions = {}): Promise<Tab> {
  const context = await browser.newContext({ viewport: DESK, ...options });
  context.setDefaultTimeout(PATIENTLY); // a slow machine is no failure
  const page = await context.newPage();
  let { origin } = new URL(site.url);
  const tab: Tab = {
    page,
    errors: [],
    foreign: [],
    responses: [],
    async go(address) {
      const url = new URL(address, `${site.url}/`);
      origin = url.origin;
      for (const list of [tab.errors, tab.foreign, tab.responses]) list.length = 0;
      await page.goto(url.href, { waitUntil: "load" });
      if (options.javaScriptEnabled !== false) await page.waitForFunction(isMounted);
    },
    [Symbol.asyncDispose]: () => context.close(),
  };
  page.on("response", (response) => tab.responses.push(response));
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning")
      tab.errors.push(`${message.text()} (${message.location().url})`);
  });
  page.on("pageerror", (error) => tab.errors.push(String(error)));
  page.on("request", (request) => {
    if (!request.url().startsWith("data:") && new URL(request.url()).origin !== origin) tab.foreign.push(request.url());
  });
  return tab;
}

/** An address in a tab of its own. */
export async function visit(address: string, options?: BrowserContextOptions): Promise<Tab> {
  const tab = await openTab(options);
  await tab.go(address);
  return tab;
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
