import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import openapiTS, { astToString } from "openapi-typescript";
import ts from "typescript";
import { expect, onTestFinished, test } from "vitest";

const here = (file: string) => fileURLToPath(new URL(file, import.meta.url));

test("the types of the test's own document are those that openapi-typescript makes of it", async () => {
  const folder = await mkdtemp(here("./build-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(
    join(folder, "generated.ts"),
    astToString(await openapiTS(new URL("./openapi.yaml", import.meta.url))),
  );
  await writeFile(
    join(folder, "equal.ts"),
    `import type * as Generated from "./generated.ts";
import type * as Written from "../schema.ts";
type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends (<T>() => T extends B ? 1 : 2) ? true : false;
export const paths: Equal<Generated.paths, Written.paths> = true;
export const schemas: Equal<Generated.components["schemas"], Written.components["schemas"]> = true;
`,
  );
  const program = ts.createProgram([join(folder, "equal.ts")], {
    strict: true,
    noEmit: true,
    allowImportingTsExtensions: true,
    exactOptionalPropertyTypes: true,
    module: ts.ModuleKind.NodeNext,
    lib: ["lib.es5.d.ts"],
    types: [],
  });
  const messages = ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
  expect(messages).toEqual([]);
});
