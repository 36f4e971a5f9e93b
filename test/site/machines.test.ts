import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { bundles } from "../../scripts/bundle/bundles.ts";
import { GENERATED, packageEntries } from "../../scripts/docs/api.ts";
import { operationsOf, pageName } from "../../scripts/docs/reference/operations.ts";
import type { Json } from "../../scripts/lib/document.ts";
import { document, files, pages, read } from "./built.ts";

const reference = files.filter((name) => /^reference.*\.md$/.test(name)).map(read);

/** Line breaks and the escapes of table cells don't change what a text says. */
const flat = (text: string): string => text.replaceAll("\\", "").replaceAll(/\s+/g, " ").trim();

test("the reference as Markdown has every text, name, example and sample of the document", () => {
  const all = flat(reference.join("\n"));
  const said = /^(?:description|summary|title|name|url|operationId|pattern|format|identifier|source)$/;
  const missing: string[] = [];
  const walk = (node: unknown, key: string): void => {
    if (key === "value" && !all.includes(flat(JSON.stringify(node, null, 2)))) {
      // A request's example is the body of samples, where it stands as each language writes it.
      if (["error", "id", "data"].some((name) => name in (node as Json))) missing.push(JSON.stringify(node));
    } else if (typeof node === "string") {
      // By paragraphs, since the sections of a long description stand where they belong, under headings of another level.
      const paragraphs = node.split(/\n{2,}/).map((paragraph) => paragraph.replace(/^#+ /, ""));
      if (said.test(key)) missing.push(...paragraphs.filter((paragraph) => !all.includes(flat(paragraph))));
    } else if (typeof node === "object" && node !== null && key !== "value")
      for (const [name, child] of Object.entries(node)) walk(child, name);
  };
  walk(document, "");
  expect(missing).toEqual([]);
});

test("the reference as Markdown has no element that only places parts of the page", () => {
  for (const text of reference) expect(text.replaceAll(/^```.*?^```|`[^`]*`/gms, "")).not.toMatch(/<\/?[a-z]/i);
});

test("each operation has a page of its own, with every answer under its own heading, in the order of the document", () => {
  for (const place of operationsOf(document)) {
    const statuses = [...read(`${pageName(place)}.md`).matchAll(/^### (\d+) /gm)].map(([, status]) => status);
    expect(statuses).toEqual(Object.keys(place.operation["responses"] as Json));
  }
  expect(files.filter((name) => /^reference\/.*\.md$/.test(name))).toHaveLength(operationsOf(document).length);
});

test("the create comes first, then the reads: in the overview, in the menu and in llms.txt", () => {
  const order = /create-task.*get-task.*list-tasks/s;
  for (const name of ["reference.md", "llms.txt", "index.html"]) expect(read(name), name).toMatch(order);
});

test("samples for another example send that example, as each language writes it", () => {
  const operation = (document["paths"] as Record<string, Record<string, Json>>)["/tasks"]?.["post"] ?? {};
  const examples = (
    operation["requestBody"] as {
      content: Record<string, { examples: Record<string, { summary: string; value: Json }> }>;
    }
  ).content["application/json"]?.examples;
  const page = read("reference/create-task.md");
  const sample = (title: string): string => page.split(`\n${title}\n`)[1]?.split("```")[1] ?? "";
  for (const { summary, value } of Object.values(examples ?? {})) {
    const bodies = {
      cURL: JSON.parse(sample(`cURL: ${summary}`).match(/--data '(.*)'/s)?.[1] ?? ""),
      Java: JSON.parse(sample(`Java: ${summary}`).match(/"""(.*)"""/s)?.[1] ?? ""),
      JavaScript: evaluated(sample(`JavaScript: ${summary}`).match(/JSON\.stringify\((.*)\),\n\}\);/s)?.[1]),
      TypeScript: evaluated(sample(`TypeScript: ${summary}`).match(/create\((.*)\);\nconsole/s)?.[1]),
      Ruby: evaluated(
        sample(`Ruby: ${summary}`)
          .match(/task = (.*)\nheaders/s)?.[1]
          ?.replaceAll("nil", "null"),
      ),
      Python: evaluated(
        sample(`Python: ${summary}`)
          .match(/json\.dumps\((.*)\)\.encode/s)?.[1]
          ?.replaceAll("None", "null")
          .replaceAll("True", "true"),
      ),
    };
    for (const [language, body] of Object.entries(bodies)) expect(body, `${language}: ${summary}`).toEqual(value);
  }
});

const evaluated = (literal = ""): unknown => new Function(`return ${literal}`)();

test("every export of every entry has a heading on its page", async () => {
  for (const { file, specifier } of await packageEntries()) {
    const page = read(file === "index" ? "api.md" : `api-${file}.md`);
    // openapi-fetch documents its own types.
    const source = readFileSync(`src/${file}.ts`, "utf8").replace(/export type \{[^}]*\} from "openapi-fetch";/, "");
    const names = exportsOf(source).filter((name) => !GENERATED.includes(name));
    expect(names.length, specifier).toBeGreaterThan(0);
    for (const name of names)
      expect(flat(page), `${specifier}: ${name}`).toMatch(new RegExp(`# (\`abstract\` )?${name}\\b`));
  }
});

test("llms.txt leads to the text of every page, and llms-full.txt has it", () => {
  const llms = read("llms.txt");
  const full = read("llms-full.txt");
  for (const page of pages.map((name) => name.replace(/\.html$/, ""))) {
    expect(llms).toContain(`](${page}.md)`);
    expect(full).toContain(read(`${page}.md`).trim());
  }
  expect(llms).toMatch(/^# heffl-client\n\n> .+\n\n\*\*Never send a create again whose outcome is "unknown"/);
});

test("the document lies beside the pages as the package has it", () => {
  for (const [name, text] of Object.entries(bundles())) expect(read(name)).toBe(text);
});

/** What an entry exports, by its source: names in braces, and declarations. */
function exportsOf(source: string): string[] {
  const braces = [...source.matchAll(/^export (?:type )?\{([^}]*)\}/gm)].flatMap(([, list = ""]) => list.split(","));
  const declared = [...source.matchAll(/^export (?:async )?(?:const|function|class|interface|type) (\w+)/gm)];
  const names = braces.map(
    (item) =>
      item
        .trim()
        .replace(/^type /, "")
        .split(" as ")
        .at(-1) ?? "",
  );
  return [...names, ...declared.map(([, name = ""]) => name)].filter(Boolean);
}
