import { gzipSync } from "node:zlib";
import type { Browser, Page, Response } from "playwright-core";
import { violations } from "../../scripts/lib/axe.ts";
import { readDocument, resolve } from "../../scripts/lib/document.ts";
import type { Candidate } from "./candidates.ts";

/** What a reader looks for: the description of a field of the request, up to its first code. */
const SENTENCE = String(
  resolve(readDocument(), "#/components/schemas/NewTask/properties/durationMinutes")["description"],
).split(" `")[0] as string;
const SLOWER = 4;
const PATIENCE_MS = 60_000;

export interface Speed {
  /** Until anything was painted, and until the sentence was there, in ms. */
  paintMs: number;
  thereMs: number;
}

export interface Weight {
  /** Of everything that came, each body gzipped as a host would. */
  gzipBytes: number;
  requests: number;
  /** Hosts other than the site's, asked in vain or not. */
  foreign: Map<string, number>;
}

interface Opened {
  page: Page;
  weigh(): Promise<Weight>;
  speed: Speed;
  close(): Promise<void>;
}

export async function speed(browser: Browser, origin: string, candidate: Candidate): Promise<Speed> {
  const opened = await open(browser, origin, candidate, SLOWER);
  await opened.close();
  return opened.speed;
}

export async function weight(browser: Browser, origin: string, candidate: Candidate): Promise<Weight> {
  const opened = await open(browser, origin, candidate, 1);
  // What comes late, like a logo, counts too.
  await opened.page.waitForTimeout(3000);
  const result = await opened.weigh();
  await opened.close();
  return result;
}

/** How many elements break a rule of axe-core, light and dark together, and which rules they are. */
export async function faults(browser: Browser, origin: string, candidate: Candidate) {
  const rules = new Map<string, number>();
  for (const colorScheme of ["light", "dark"] as const) {
    const { page, close } = await open(browser, origin, candidate, 1, colorScheme);
    // Once all scripts have done their work; and Redoc draws the head of its page only when it is looked at.
    await page.waitForTimeout(4000);
    await page.evaluate(() => scrollTo(0, 0));
    await page.waitForTimeout(2000);
    for (const { rule, count } of await violations(page)) rules.set(rule, (rules.get(rule) ?? 0) + count);
    await close();
  }
  return rules;
}

async function open(
  browser: Browser,
  origin: string,
  { address, cdn }: Candidate,
  slower: number,
  colorScheme: "light" | "dark" = "light",
): Promise<Opened> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, colorScheme, bypassCSP: true });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: slower });
  await page.route(/^https?:\/\/(?!127\.0\.0\.1)/, (route) => void route.abort());
  if (cdn)
    await page.route(cdn.url, (route) => {
      const headers = { "access-control-allow-origin": "*" };
      void route.fulfill({ path: cdn.file, contentType: "text/javascript", headers });
    });
  const foreign = new Map<string, number>();
  const bodies: Promise<number>[] = [];
  page.on("request", (request) => {
    const { protocol, host } = new URL(request.url());
    if (protocol.startsWith("http") && !origin.endsWith(host)) foreign.set(host, (foreign.get(host) ?? 0) + 1);
  });
  page.on("response", (response) => bodies.push(size(response)));

  await page.goto(`${origin}/${address}`, { waitUntil: "commit" });
  const thereMs = await page.evaluate(untilThere, { sentence: SENTENCE, patience: PATIENCE_MS });
  const paint = () => performance.getEntriesByName("first-contentful-paint")[0]?.startTime;
  // What is in the document may be painted a moment later.
  await page.waitForFunction(paint);
  const paintMs = (await page.evaluate(paint)) ?? Number.NaN;
  const weigh = async (): Promise<Weight> => {
    const sizes = await Promise.all(bodies);
    return { gzipBytes: sizes.reduce((sum, bytes) => sum + bytes, 0), requests: sizes.length, foreign };
  };
  return {
    page,
    speed: { paintMs, thereMs },
    weigh,
    close: () => context.close(),
  };
}

/** Runs in the page: the time since navigation began, once the sentence is there as text, on screen or further down. */
async function untilThere({ sentence, patience }: { sentence: string; patience: number }): Promise<number> {
  while (!document.body?.innerText.replace(/\s+/g, " ").includes(sentence)) {
    if (performance.now() > patience) throw new Error(`No “${sentence}” in ${patience} ms.`);
    await new Promise((next) => requestAnimationFrame(next));
  }
  return performance.now();
}

async function size(response: Response): Promise<number> {
  if (!response.url().startsWith("http") || response.status() >= 300) return 0;
  return response.body().then(
    (body) => gzipSync(body).length,
    () => 0,
  );
}
