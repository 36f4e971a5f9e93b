import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { checkoutFiles } from "../support/files.ts";

const files = checkoutFiles();

test("at most ten files lie directly in src/", () => {
  expect(files.filter((file) => /^src\/[^/]+$/.test(file)).length).toBeLessThanOrEqual(10);
});

test("no hand-written source file of src/, scripts/ or bench/ has more than 250 lines", () => {
  const sources = files.filter((file) => /^(src|scripts|bench)\/.*\.(ts|js|mjs|css|grit)$/.test(file));
  const handwritten = sources.filter((file) => !file.startsWith("src/generated/"));
  const linesOf = (file: string) => readFileSync(file, "utf8").trimEnd().split("\n").length;
  expect(handwritten.length).toBeGreaterThan(100);
  expect(handwritten.filter((file) => linesOf(file) > 250)).toEqual([]);
});
