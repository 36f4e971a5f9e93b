import { readdir, readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { GENERATED_DIR, generate } from "../../scripts/generate/generate.ts";

test("src/generated is what `npm run generate` makes of the document", async () => {
  const expected = await generate();
  expect((await readdir(GENERATED_DIR)).sort()).toEqual(Object.keys(expected).sort());
  for (const [name, content] of Object.entries(expected))
    expect(await readFile(new URL(name, GENERATED_DIR), "utf8"), `${name}: run \`npm run generate\``).toBe(content);
});

test("the same document gives the same output", async () => {
  expect(await generate()).toEqual(await generate());
});

test("the validators ship no compiler and evaluate no text", async () => {
  const { "validators.js": code } = await generate();
  expect(code).not.toMatch(/\brequire\s*\(|\bimport\b|\beval\s*\(|new Function\b/);
});
