// cspell:ignore propert
import { gzipSync } from "node:zlib";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import type { Json } from "../../scripts/lib/document.ts";
import { document as openapi } from "./built.ts";
import { descriptionsIn, flat } from "./descriptions.ts";
import { DESK, PHONE, visit } from "./visit.ts";

const ADDRESS = "reference/create-task.html";
const operation = ((openapi["paths"] as Json)["/tasks"] as Json)["post"] as Json;
const LANGUAGES = ["cURL", "TypeScript", "JavaScript", "Python", "Go", "Java", "Rust", "PHP", "Ruby"];

const missingIn = (text: string, descriptions: string[]): string[] =>
  descriptions.filter((description) => !flat(text).includes(description));
const shownCode = (page: Page): Promise<string[]> => page.locator(".operation-beside pre:visible").allInnerTexts();

test.concurrent("every description of an operation is on its page after 1 s, and still there after 10 s", async () => {
  const descriptions = descriptionsIn(openapi, operation);
  expect(descriptions.length).toBeGreaterThan(60);
  await using open = await visit("index.html");
  // Ten seconds of the page's own time, however long they take.
  await open.page.clock.install();
  await open.page.goto(new URL(ADDRESS, open.page.url()).href, { waitUntil: "networkidle" });
  const height = () => open.page.evaluate(() => document.documentElement.scrollHeight);
  await open.page.clock.runFor(1000);
  expect(missingIn(await open.page.innerText("main"), descriptions)).toEqual([]);
  const before = await height();
  await open.page.clock.runFor(9000);
  expect(missingIn(await open.page.innerText("main"), descriptions)).toEqual([]);
  expect(await height()).toBe(before);
});

test.concurrent("without scripts every description, every example and all samples are there to be read", async () => {
  await using open = await visit(ADDRESS, { javaScriptEnabled: false });
  expect(missingIn(await open.page.innerText("main"), descriptionsIn(openapi, operation))).toEqual([]);
  const code = (await shownCode(open.page)).map(flat);
  const samples = operation["x-codeSamples"] as { label: string; source: string }[];
  expect(samples.map(({ label }) => label)).toEqual(LANGUAGES);
  for (const { label, source } of samples) expect(code, label).toContain(flat(source));
  const bodies = JSON.stringify(operation).match(/"value":\{/g) ?? [];
  expect(code.length).toBe(LANGUAGES.length * 3 + 3);
  expect(bodies.length).toBe(6);
});

test.concurrent("the overview has every text of the document that isn't an operation's", async () => {
  await using open = await visit("reference.html");
  const { info, tags, components } = openapi as Record<string, Json>;
  const { schemas, securitySchemes } = components as Record<string, Json>;
  const types = Object.entries(schemas ?? {}).flatMap(([name, schema]) => {
    const { title, description, enum: values = [] } = schema as { title: string; description: string; enum?: string[] };
    return [name, title, ...values, ...descriptionsIn(openapi, { description })];
  });
  const own = descriptionsIn(openapi, [info, tags, securitySchemes]);
  expect(missingIn(await open.page.innerText("main"), [...own, ...types])).toEqual([]);
});

test.concurrent("an operation's page begins with the operation, and its samples stay in view beside the fields", async () => {
  await using open = await visit(ADDRESS);
  const box = async (selector: string) => (await open.page.locator(selector).first().boundingBox()) ?? { x: 0, y: 1e6 };
  expect(await open.page.innerText("h1")).toContain("Create task");
  expect((await box("h1")).y).toBeLessThan(200);
  expect(flat(await open.page.innerText(".address"))).toBe("POST https://api.heffl.com/api/v2/tasks");
  await open.page.locator("#entityId").scrollIntoViewIfNeeded();
  const sample = await box(".operation-beside pre:visible");
  expect(sample.y).toBeGreaterThan(0);
  expect(sample.y).toBeLessThan(DESK.height / 2);
  expect(sample.x).toBeGreaterThan((await box("#entityId")).x + 300);
});

test.concurrent("each field has its type, whether it is required, and the limits of its value", async () => {
  await using open = await visit(ADDRESS);
  const said = async (id: string): Promise<string> => {
    const heading = open.page.locator(`[id="${id}"]`);
    const parts = heading
      .locator("xpath=following-sibling::*")
      .filter({ hasNot: open.page.locator("a.header-anchor") });
    return flat((await parts.allInnerTexts()).slice(0, 4).join(" "));
  };
  expect(await said("title")).toMatch(/^string · required/);
  expect(await said("description")).toMatch(/^string or null · optional/);
  expect(await said("priority")).toMatch(/string or null · optional .*One of LOW, MEDIUM, HIGH\./);
  expect(await said("dueDate")).toMatch(/^string \(date-time\) · optional/);
  expect(await said("durationMinutes")).toContain("At least 0.");
  expect(await said("assigneeIds")).toMatch(/^array of string · optional .*Each: A user's ID\./);
  expect(await said("entity")).toContain("Needs entityId beside it.");
  expect(await said("429-RateLimit-Reset")).toMatch(/^string · optional/);
  expect(await said("error-details-issues-field")).toContain("The field that has the problem.");
});

test.concurrent("where other keys are refused the page says so, and nowhere that any key may come", async () => {
  await using open = await visit(ADDRESS);
  const text = flat(await open.page.innerText("main"));
  expect(text).toContain("Any other key is refused: a key is one of the fields above, or matches ^cf_.");
  expect(text).not.toMatch(/property name\*|additional propert/i);
});

test.concurrent("answers stand by status with their codes, and beside them whether a task was created", async () => {
  await using open = await visit(ADDRESS);
  const headings = (await open.page.locator("h3").allInnerTexts()).map(flat).filter((text) => /^\d/.test(text));
  const responses = Object.keys(operation["responses"] as Json);
  expect(headings.map((heading) => heading.slice(0, 3))).toEqual(responses);
  expect(headings).toContain("400 VALIDATION_ERROR, BAD_REQUEST");
  expect(headings).toContain("429 TOO_MANY_REQUESTS");
  expect(await open.page.innerText("#did-my-task-get-created")).toContain("Did my task get created?");
});

test.concurrent("a sample in each of nine languages can be chosen, and the choice is remembered", async () => {
  await using open = await visit(ADDRESS);
  const samples = operation["x-codeSamples"] as { label: string; source: string }[];
  for (const { label, source } of samples) {
    await open.page.getByRole("tab", { name: label, exact: true }).click();
    expect(flat((await shownCode(open.page))[0] ?? ""), label).toBe(flat(source));
  }
  await open.page.getByRole("tab", { name: "PHP" }).click();
  await open.page.keyboard.press("ArrowLeft");
  const chosen = open.page.getByRole("tab", { selected: true });
  expect(await chosen.innerText()).toBe("Rust");
  await open.page.reload();
  await open.page.waitForFunction(() => document.querySelector("[aria-selected=true]")?.textContent?.trim() === "Rust");
  expect((await shownCode(open.page))[0]).toContain("use serde_json");
});

test.concurrent("another example changes the sample of every language, and the answer with it", async () => {
  await using open = await visit(ADDRESS);
  await open.page.getByLabel("Example").selectOption({ index: 1 });
  for (const language of LANGUAGES) {
    await open.page.getByRole("tab", { name: language, exact: true }).click();
    const [sample = "", answer = ""] = await shownCode(open.page);
    expect(sample, language).toContain("Send the signed contract");
    expect(sample, language).not.toContain("Call Acme");
    expect(answer).toContain("tsk_9Bf4MwE1Ua");
  }
});

test.concurrent("on a phone a field's type and description are seen without scrolling sideways", async () => {
  await using open = await visit(`${ADDRESS}#dueDate`, { viewport: PHONE });
  for (const text of ["When the task is due, in RFC 3339 with an offset", "string (date-time) · optional"]) {
    const place = open.page.getByText(text).nth(text.startsWith("string") ? 1 : 0);
    const { x, width } = (await place.boundingBox()) ?? { x: -1, width: 0 };
    expect(x).toBeGreaterThanOrEqual(0);
    expect(x + width).toBeLessThanOrEqual(PHONE.width);
  }
});

test.concurrent("the first load of an operation transfers at most 150 kB gzipped, fonts included", async () => {
  await using open = await visit(ADDRESS);
  await open.page.waitForLoadState("networkidle");
  const bodies = await Promise.all(open.responses.map((response) => response.body()));
  const sum = bodies.reduce((total, body) => total + gzipSync(body).length, 0);
  expect(bodies.length).toBeGreaterThan(5);
  expect(sum).toBeLessThanOrEqual(150_000);
});
