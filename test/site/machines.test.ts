import { afterAll, beforeAll, expect, test } from "vitest";
import { bundles } from "../../scripts/bundle/bundles.ts";
import { GENERATED, packageEntries } from "../../scripts/docs/api.ts";
import type { Json } from "../../scripts/lib/document.ts";
import { type Built, buildSite } from "./built.ts";

let built: Built;
beforeAll(async () => {
  built = await buildSite();
}, 120_000);
afterAll(() => built.remove());

const document = JSON.parse(bundles()["openapi.json"] ?? "") as Json;
/** Line breaks and the escapes of table cells don't change what a text says. */
const flat = (text: string): string => text.replaceAll("\\", "").replaceAll(/\s+/g, " ").trim();

test("the reference as Markdown has every text, name and address of the document", () => {
  const reference = flat(built.read("reference.md"));
  const said = /^(?:description|summary|title|name|url|operationId|pattern|format|identifier|source|\$ref)$/;
  const missing: string[] = [];
  const walk = (node: unknown, key: string): void => {
    if (key === "value" || key === "examples") {
      const values = key === "value" ? [node] : Array.isArray(node) ? node : [];
      // Examples of a body have names, and lie a level deeper.
      if (key === "examples" && !Array.isArray(node)) walkAll(node);
      for (const value of values)
        if (!reference.includes(flat(JSON.stringify(value, null, 2)))) missing.push(JSON.stringify(value));
    } else if (typeof node === "string") {
      const text = flat(key === "$ref" ? node.replace("#/components/schemas/", "") : node);
      // A reference to anything else is followed, not named.
      if (said.test(key) && !text.startsWith("#/") && !reference.includes(text)) missing.push(text);
    } else walkAll(node);
  };
  const walkAll = (node: unknown): void => {
    if (typeof node === "object" && node !== null) for (const [key, child] of Object.entries(node)) walk(child, key);
  };
  // Answers are components, and stand at the operations that give them.
  walkAll({ ...document, components: { ...(document["components"] as Json), responses: undefined } });
  walkAll((document["components"] as Json)["responses"]);
  expect(missing).toEqual([]);
});

test("it has every field with its type and whether it is required, and every enum's values", () => {
  const parts = new Map(
    built
      .read("reference.md")
      .split(/^### /m)
      .map((part) => [part.split("\n")[0], part]),
  );
  const schemas = (document["components"] as Json)["schemas"] as Record<string, Json>;
  for (const [name, schema] of Object.entries(schemas)) {
    const part = parts.get(name) ?? "";
    for (const value of (schema["enum"] as string[] | undefined) ?? []) expect(part).toContain(`\`${value}\``);
    const required = (schema["required"] as string[] | undefined) ?? [];
    for (const [field, { type }] of Object.entries((schema["properties"] ?? {}) as Record<string, Json>)) {
      const row = part.match(new RegExp(`^\\| \`${field}\` \\| (.*?) \\| (yes|no) \\| .+$`, "m"));
      expect(row?.[2], `${name}.${field}`).toBe(required.includes(field) ? "yes" : "no");
      for (const word of [type ?? []].flat()) expect(row?.[1]).toContain(word);
    }
    for (const [field, others] of Object.entries((schema["dependentRequired"] ?? {}) as Record<string, string[]>))
      expect(part).toContain(`\`${field}\` asks for ${others.map((other) => `\`${other}\``).join(" and ")}`);
  }
});

test("it has every answer under its own heading, in the order of the document", () => {
  const headings = [...built.read("reference.md").matchAll(/^#### Response (\d+)$/gm)].map(([, status]) => status);
  const operations = Object.values(document["paths"] as Json).flatMap((item) => Object.values(item as Json)) as Json[];
  expect(headings).toEqual(operations.flatMap(({ responses }) => Object.keys(responses as Json)));
});

test("every export of every entry has a heading on its page", async () => {
  for (const { file, specifier } of await packageEntries()) {
    const page = built.read(file === "index" ? "api.md" : `api-${file}.md`);
    const source = (await import("node:fs")).readFileSync(`src/${file}.ts`, "utf8");
    const names = exportsOf(source).filter((name) => !GENERATED.includes(name));
    expect(names.length, specifier).toBeGreaterThan(0);
    for (const name of names)
      expect(flat(page), `${specifier}: ${name}`).toMatch(new RegExp(`# (\`abstract\` )?${name}\\b`));
  }
});

test("llms.txt leads to the text of every page, and llms-full.txt has it", () => {
  const llms = built.read("llms.txt");
  const full = built.read("llms-full.txt");
  for (const page of built.pages.map((name) => name.replace(/\.html$/, ""))) {
    expect(llms).toContain(`](${page}.md)`);
    if (page !== "reference") expect(full).toContain(built.read(`${page}.md`).trim());
  }
  expect(llms).toMatch(/^# heffl-client\n\n> .+\n/);
});

test("the document lies beside the pages as the package has it", () => {
  for (const [name, text] of Object.entries(bundles())) expect(built.read(name)).toBe(text);
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
