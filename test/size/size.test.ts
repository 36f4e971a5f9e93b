import { expect, test } from "vitest";
import { bundled } from "../../scripts/lib/bundle-size.ts";
import * as library from "../../src/index.ts";
import budget from "./budget.json" with { type: "json" };

// In bytes, minified and gzipped. A change that needs more says so by changing the budget.

test.each([
  ["Heffl", `export { Heffl } from "heffl-client"`, "browser"],
  ["everything of heffl-client", `export * from "heffl-client"`, "browser"],
  ["everything of heffl-client/bulk", `export * from "heffl-client/bulk"`, "node"],
  ["everything of heffl-client/undici", `export * from "heffl-client/undici"`, "node"],
  ["everything of heffl-client/testing", `export * from "heffl-client/testing"`, "browser"],
] as const)("%s stays in its budget", async (name, code, platform) => {
  const { gzip } = await bundled(code, platform);
  expect(gzip).toBeLessThanOrEqual(budget[name]);
  // Much below it the budget would guard nothing.
  expect(gzip).toBeGreaterThan(budget[name] * 0.9);
});

const rest = Object.keys(library).filter((name) => name !== "Heffl");
const isErrorClass = (name: string) => /Error$/.test(name);

test.each(rest)("%s alone doesn't bring the client along", async (name) => {
  const { gzip } = await bundled(`export { ${name} } from "heffl-client"`);
  expect(gzip).toBeLessThanOrEqual(budget[isErrorClass(name) ? "an error class" : "a constant"]);
});

test("an import that nothing uses leaves nothing behind", async () => {
  const code = `import { Heffl } from "heffl-client"; import { createMock } from "heffl-client/testing";`;
  expect((await bundled(code)).text).toBe("");
});

test("the client has neither the answers' validator nor the mock in it, and the mock no client", async () => {
  expect((await bundled(`export * from "heffl-client"`)).text).not.toMatch(/createdByName|tsk_mock/);
  expect((await bundled(`export * from "heffl-client/testing"`)).text).not.toContain("HEFFL_API_KEY");
});
