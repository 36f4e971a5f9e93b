import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { readDocument } from "../../scripts/lib/document.ts";
import { secondOpinions } from "./breakages/second-opinions.ts";
import { broken } from "./broken.ts";
import { furtherEndpoints } from "./further-endpoints.ts";
import { spectral, spectralCommand } from "./linters.ts";

const DOCUMENT = "openapi/openapi.yaml";
const EVERYTHING = "test/lint/without-exceptions.spectral.yaml";
const cases = Object.entries(secondOpinions).flatMap(([rule, edits]) =>
  Object.entries(edits).map(([what, edit]) => ({ rule, what, edit })),
);

describe("spectral lint", () => {
  let found: Set<string>[];
  beforeAll(async () => {
    found = await spectral([readDocument(), furtherEndpoints(), ...cases.map(({ edit }) => broken(edit))]);
  }, 60_000);

  it("finds nothing in the document, not even a hint", () => {
    expect(found[0]).toEqual(new Set());
  });

  it("finds nothing in further endpoints that are written in the same way", () => {
    expect(found[1]).toEqual(new Set());
  });

  for (const [index, { rule, what }] of cases.entries())
    it(`stops ${what} (${rule})`, () => {
      expect([...(found[index + 2] ?? [])]).toContain(rule);
    });

  it("has no exception that the document doesn't need", async () => {
    const configured = parse(readFileSync(".spectral.yaml", "utf8")) as { extends: string[]; rules: object };
    const everything = parse(readFileSync(EVERYTHING, "utf8")) as { extends: string[] };
    expect(everything.extends).toEqual(configured.extends);

    const { stdout } = await spectralCommand("lint", `--ruleset=${EVERYTHING}`, "--format=json", DOCUMENT);
    const found = new Set((JSON.parse(stdout) as { code: string }[]).map(({ code }) => code));
    expect(Object.keys(configured.rules).sort()).toEqual([...found].sort());
    expect(new Set(Object.values(configured.rules))).toEqual(new Set(["off"]));
  });
});
