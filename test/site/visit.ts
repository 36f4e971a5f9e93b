import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";

/** A page of the site in a browser, and what it complained of. */
export interface Visit {
  page: Page;
  context: BrowserContext;
  /** Errors of its console, its policy's included, and those that nobody caught. */
  errors: string[];
  /** What it asked of other origins, answered or not. */
  foreign: string[];
  close(): Promise<void>;
}

/** Opens a page in a fresh profile and waits until it has drawn all that it has. */
export async function visit(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") errors.push(message.text());
  });
  page.on("pageerror", (error) => errors.push(String(error)));
  const foreign: string[] = [];
  const own = new URL(url).origin;
  page.on("request", (request) => {
    // A blob's URL is `blob:` and the origin that made it.
    if (!request.url().startsWith("data:") && new URL(request.url()).origin !== own) foreign.push(request.url());
  });
  await page.goto(url, { waitUntil: "load" });
  if (options.javaScriptEnabled !== false) await page.waitForFunction(isDrawn);
  return { page, context, errors, foreign, close: () => context.close() };
}

/** Redoc says "Loading..." in its place of the search until it has drawn itself, and draws an operation after that. */
function isDrawn(): boolean {
  const redoc = document.querySelector("#redoc");
  if (!redoc) return true;
  const wantsOperation = location.hash.startsWith("#/tasks/");
  return (
    !redoc.textContent?.includes("Loading...") &&
    (!wantsOperation || redoc.querySelector(".panel-request-samples code") !== null)
  );
}
