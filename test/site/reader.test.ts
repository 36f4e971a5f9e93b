// cspell:ignore qwertzuiop
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { DESK, PHONE, visit } from "./visit.ts";

async function search(page: Page, words: string): Promise<void> {
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox").or(page.getByRole("searchbox")).first().fill(words);
  // The excerpts come later than the results, their marks last, and then the first result is selected again.
  await page.locator(".VPLocalSearchBox .excerpt mark").first().waitFor({ state: "attached" });
}

test.concurrent.each([
  ["a field's name", "dueDate", "reference/create-task.html#dueDate"],
  ["a field of an answer", "completedOn", "reference/create-task.html#200-completedOn"],
  ["a header", "RateLimit-Reset", "reference/create-task.html#429-RateLimit-Reset"],
  // Each operation has this one.
  ["a status", "429", "#429"],
  ["an error code", "CONFLICT", "reference/create-task.html#409"],
  ["an error code of two words", "TOO_MANY_REQUESTS", "#429"],
  ["words of the guide", "HTTP proxy", "recipes.html#behind-an-http-proxy"],
])("Ctrl+K finds %s first, with an excerpt, and Enter leads there", async (_, words, target) => {
  await using open = await visit("index.html");
  await search(open.page, words);
  const first = open.page.locator(".VPLocalSearchBox .result").first();
  await first.locator(".excerpt").waitFor();
  expect((await first.locator(".excerpt").innerText()).trim().length).toBeGreaterThan(20);
  await open.page.keyboard.press("Enter");
  await open.page.waitForURL((url) => url.hash !== "");
  expect(open.page.url()).toMatch(new RegExp(`${target.replaceAll(".", "\\.")}$`));
  await open.page.locator(`[id="${target.split("#")[1]}"]`).waitFor();
  expect(open.errors).toEqual([]);
});

test.concurrent("arrow keys move through what the search has found, and nothing found is said", async () => {
  await using open = await visit("index.html");
  await search(open.page, "entityId");
  const selected = () => open.page.locator(".VPLocalSearchBox .result.selected").getAttribute("href");
  const first = await selected();
  await open.page.keyboard.press("ArrowDown");
  expect(await selected()).not.toBe(first);
  await open.page.keyboard.press("ArrowUp");
  expect(await selected()).toBe(first);
  await open.page.getByRole("combobox").or(open.page.getByRole("searchbox")).first().fill("qwertzuiop");
  await open.page.getByText(/No results/).waitFor();
});

test.concurrent("there is one search and one menu, with every page in it once", async () => {
  await using open = await visit("reference/create-task.html");
  expect(await open.page.getByRole("button", { name: /search/i }).count()).toBe(1);
  const links = await open.page
    .locator("aside.VPSidebar a")
    .evaluateAll((all) => all.map((a) => (a as HTMLAnchorElement).href));
  expect(links.length).toBeGreaterThan(20);
  expect(new Set(links).size).toBe(links.length);
  await open.page.setViewportSize(PHONE);
  expect(await open.page.getByRole("button", { name: "Menu" }).count()).toBe(1);
});

test.concurrent("on a phone the menu opens in full, scrolls to its last page, and leads there", async () => {
  await using open = await visit("reference/create-task.html", { viewport: PHONE });
  const menu = open.page.locator("aside.VPSidebar");
  await open.page.getByRole("button", { name: "Menu" }).click();
  const links = menu.getByRole("link");
  await links.first().waitFor();
  // It slides in from the side.
  await open.page.waitForFunction(() => document.querySelector("aside.VPSidebar")?.getBoundingClientRect().x === 0);
  for (const link of [links.first(), links.last()]) {
    await link.scrollIntoViewIfNeeded();
    const isOnTop = (element: Element) => {
      const { x, y, width, height } = element.getBoundingClientRect();
      return element.contains(document.elementFromPoint(x + width / 2, y + height / 2));
    };
    expect(await link.evaluate(isOnTop)).toBe(true);
  }
  const target = await links.last().getAttribute("href");
  await links.last().click();
  await open.page.waitForURL((url) => url.pathname.endsWith(`${target}`.replace(/^.*\//, "/")));
  await open.page.waitForFunction(
    () => (document.querySelector("aside.VPSidebar")?.getBoundingClientRect().x ?? 0) < 0,
  );
});

test.concurrent("every block of code in the guide has a button that copies it", async () => {
  await using open = await visit("recipes.html");
  await open.page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  const blocks = open.page.locator("main pre");
  expect(await blocks.count()).toBeGreaterThan(0);
  expect(await open.page.locator("main button.copy").count()).toBe(await blocks.count());
  await blocks.first().hover();
  await open.page.locator("main button.copy").first().click();
  await open.page.locator("main button.copied").first().waitFor();
  const copied = await open.page.evaluate(() => navigator.clipboard.readText());
  expect(copied.trim()).toBe((await blocks.first().innerText()).trim());
});

test.concurrent.each(["errors.html", "reference/create-task.html"])(
  "%s: Tab reaches search, menu and content, seen each time",
  async (address) => {
    await using open = await visit(address);
    const stops: Stop[] = [];
    for (let press = 0; press < 80; press++) {
      await open.page.keyboard.press("Tab");
      const stop = await open.page.evaluate(focused);
      // After the last stop comes the browser's own frame.
      if (stop) stops.push(stop);
    }
    expect(stops[0]?.text).toBe("Skip to content");
    const places = stops.map(({ place }) => place);
    for (const place of ["search", "menu", "content"]) expect(places, place).toContain(place);
    expect(stops.filter(({ outline }) => outline < 1)).toEqual([]);
  },
);

test.concurrent("light and dark follow the system, and a choice is remembered on the next page", async () => {
  await using open = await visit("index.html", { colorScheme: "dark" });
  const isDark = () => open.page.evaluate(() => document.documentElement.classList.contains("dark"));
  expect(await isDark()).toBe(true);
  await open.page.locator(".VPSwitchAppearance:visible").click();
  expect(await isDark()).toBe(false);
  await open.page.goto(new URL("reference/create-task.html", open.page.url()).href);
  expect(await isDark()).toBe(false);
});

test.concurrent("a page shows what is on it, and leads to the next and the one before", async () => {
  await using open = await visit("errors.html");
  await open.page.locator(".VPDocAsideOutline a").filter({ hasText: "When a call fails" }).click();
  await open.page.waitForURL((url) => url.hash === "#when-a-call-fails");
  const pager = open.page.locator(".VPDocFooter a");
  expect(await pager.count()).toBe(2);
  await pager.last().click();
  await open.page.waitForURL((url) => url.pathname.endsWith("/options.html"));
});

test.concurrent("the entrance shows a call and its answer, what each outcome means, and three doors", async () => {
  await using open = await visit("index.html");
  const doors = open.page.locator(".doors a");
  expect(await doors.locator("strong").allInnerTexts()).toEqual(["TypeScript", "Any other language", "API reference"]);
  for (const door of await doors.all()) {
    const { y } = (await door.boundingBox()) ?? { y: DESK.height };
    expect(y).toBeLessThan(DESK.height / 2);
  }
  const [call, answer] = await open.page.locator("main pre").allInnerTexts();
  expect(call).toContain("heffl.tasks.create({");
  expect(answer).toContain('"id": "tsk_');
  expect(await open.page.locator("main table").innerText()).toMatch(/not_created.*created.*unknown/s);
  await doors.last().click();
  await open.page.waitForURL((url) => url.pathname.endsWith("/reference.html"));
});

test.concurrent("without scripts a page of the guide has its text and the menu", async () => {
  await using open = await visit("errors.html", { javaScriptEnabled: false });
  expect(await open.page.innerText("main")).toContain("A call is retried only");
  expect(await open.page.innerText("aside.VPSidebar")).toContain("Testing kit");
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
    place: within(".VPNavBarSearch") ? "search" : within("aside.VPSidebar") ? "menu" : within("main") ? "content" : "",
    text: element.textContent?.trim().slice(0, 40) ?? "",
    outline: outlineStyle === "none" ? 0 : Number.parseFloat(outlineWidth),
  };
}
