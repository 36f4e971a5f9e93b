import { describe, expect, test } from "vitest";
import { LANGUAGES } from "../../scripts/bundle/code-samples.ts";
import { operationsOf, pageName } from "../../scripts/docs/reference/operations.ts";
import type { Json } from "../../scripts/lib/document.ts";
import { document as openapi } from "./built.ts";
import { descriptionsIn, flat } from "./descriptions.ts";
import { visit } from "./visit.ts";

const reads = operationsOf(openapi)
  .filter(({ method }) => method === "get")
  .map((place) => ({ name: pageName(place), operation: place.operation }));

describe.each(reads)("$name", ({ name, operation }) => {
  test("has every description of the operation, without scripts too", async () => {
    const descriptions = descriptionsIn(openapi, operation);
    expect(descriptions.length).toBeGreaterThan(30);
    for (const javaScriptEnabled of [true, false]) {
      await using open = await visit(`${name}.html`, { javaScriptEnabled });
      const text = flat(await open.page.innerText("main"));
      expect(descriptions.filter((description) => !text.includes(description))).toEqual([]);
    }
  });

  test("shows the sample of each language, and the answer that is chosen", async () => {
    await using open = await visit(`${name}.html`);
    const samples = operation["x-codeSamples"] as { label: string; source: string }[];
    expect(samples.map(({ label }) => label)).toEqual(LANGUAGES.map(({ label }) => label));
    const shown = () => open.page.locator(".operation-beside pre:visible").allInnerTexts();
    for (const { label, source } of samples) {
      await open.page.getByRole("tab", { name: label, exact: true }).click();
      expect(flat((await shown())[0] ?? ""), label).toBe(flat(source));
    }
    const success = (operation["responses"] as Record<string, Json>)["200"]?.["content"] as Record<string, Json>;
    const examples = Object.values(success["application/json"]?.["examples"] as Record<string, Json>);
    for (const [index, { value }] of examples.entries()) {
      await open.page.getByLabel("Example").selectOption({ index });
      expect((await shown()).slice(1).map((text) => JSON.parse(text))).toEqual([value]);
    }
  });

  test("says nothing of an outcome, which only a create has", async () => {
    await using open = await visit(`${name}.html`);
    const text = await open.page.innerText("main");
    expect(text).not.toMatch(/Outcome|nothing was created|Did my task get created/i);
  });
});

test("a parameter has its type, its limits and its default", async () => {
  await using open = await visit("reference/list-tasks.html");
  const text = flat(await open.page.innerText("main"));
  expect(text).toMatch(/pageSize[^a-z]*number \(double\) · optional In the query\..*At most 100\. Default: 30\./);
  expect(text).toMatch(/orderDir[^a-z]*string · optional In the query\..*One of asc, desc\. Default: "desc"\./);
  expect(text).toMatch(/cursor[^a-z]*string · optional In the query\./);
});
