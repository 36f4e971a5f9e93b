import { existsSync, readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { bodies } from "./breakages/bodies.ts";
import { preset } from "./breakages/preset.ts";
import { schemas } from "./breakages/schemas.ts";
import { whole } from "./breakages/whole.ts";
import { broken } from "./broken.ts";
import { furtherEndpoints } from "./further-endpoints.ts";
import { redocly, redoclyCommand } from "./linters.ts";

const breakages = { ...whole, ...bodies, ...schemas };
const cases = Object.entries({ ...breakages, ...preset }).flatMap(([rule, edits]) =>
  Object.entries(edits).map(([what, edit]) => ({ rule, what, edit })),
);

describe("redocly lint", () => {
  let found: Set<string>[];
  beforeAll(async () => {
    found = await redocly([furtherEndpoints(), ...cases.map(({ edit }) => broken(edit))]);
  }, 300_000);

  it("finds nothing in the document, nor in its own configuration", async () => {
    const { code, stdout } = await redoclyCommand("lint", "--lint-config=error", "--format=json");
    expect(JSON.parse(stdout)).toMatchObject({ problems: [], totals: { errors: 0, warnings: 0, ignored: 0 } });
    expect(code).toBe(0);
  });

  it("ignores nothing", () => {
    expect(existsSync(".redocly.lint-ignore.yaml")).toBe(false);
  });

  it("finds nothing in further endpoints that are written in the same way", () => {
    expect(found[0]).toEqual(new Set());
  });

  for (const [index, { rule, what }] of cases.entries())
    it(`stops ${what} (${rule})`, () => {
      expect([...(found[index + 1] ?? [])]).toContain(rule);
    });

  it("has a case for every rule that redocly.yaml turns on, and for no other", () => {
    const { rules } = parse(readFileSync("redocly.yaml", "utf8")) as { rules: object };
    expect(Object.keys(breakages).sort()).toEqual(Object.keys(rules).sort());
  });
});
