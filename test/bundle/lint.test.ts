import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { bundles } from "../../scripts/bundle/bundles.ts";
import { redoclyCommand } from "../lint/linters.ts";

const THREE_ZERO = "test/bundle/openapi-3.0.redocly.yaml";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "heffl-bundle-"));
  for (const [name, text] of Object.entries(bundles())) await writeFile(join(folder, name), text);
});
afterAll(() => rm(folder, { recursive: true }));

/** Ids of the rules that the files break, taken together. */
async function broken(config: string, ...names: string[]): Promise<string[]> {
  const files = names.map((name) => join(folder, name));
  const { stdout } = await redoclyCommand(
    "lint",
    ...files,
    `--config=${config}`,
    "--lint-config=error",
    "--format=json",
  );
  // One JSON object a file, with nothing between them.
  const reports = stdout.split(/(?<=^\})(?=\{)/m).map((report) => JSON.parse(report) as Report);
  expect(reports).toHaveLength(names.length);
  return [...new Set(reports.flatMap(({ problems }) => problems.map(({ ruleId }) => ruleId)))].sort();
}

interface Report {
  problems: { ruleId: string }[];
}

describe("redocly lint", () => {
  it("finds nothing in the OpenAPI 3.1 bundles by the document's own rules", async () => {
    expect(await broken("redocly.yaml", "openapi.yaml", "openapi.json")).toEqual([]);
  });

  it("finds nothing in the OpenAPI 3.0 bundles, but for the exceptions", async () => {
    expect(await broken(THREE_ZERO, "openapi-3.0.yaml", "openapi-3.0.json")).toEqual([]);
  });

  it("needs every exception that it makes for OpenAPI 3.0", async () => {
    const { extends: preset, rules } = parse(await readFile(THREE_ZERO, "utf8")) as { extends: string; rules: object };
    const strict = join(folder, "strict.redocly.yaml");
    await writeFile(strict, JSON.stringify({ telemetry: "off", extends: preset }));
    expect(await broken(strict, "openapi-3.0.yaml")).toEqual(Object.keys(rules).sort());
    expect(new Set(Object.values(rules))).toEqual(new Set(["off"]));
  });
});
