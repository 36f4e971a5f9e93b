import { spawn } from "node:child_process";
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { expect, onTestFinished, test } from "vitest";

const CONFIGURATION = ["biome.json", ".gitignore", "scripts/lint"];

/** What a project of these files is told by this repository's linter, as `path:line rule`. */
async function lint(files: Record<string, string>): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), "heffl-imports-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const name of CONFIGURATION) await cp(name, join(folder, name), { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  const command = [
    resolve("node_modules/@biomejs/biome/bin/biome"),
    "lint",
    "--reporter=json",
    "--max-diagnostics=none",
  ];
  const child = spawn(process.execPath, command, { cwd: folder, stdio: ["ignore", "pipe", "ignore"] });
  let report = "";
  for await (const chunk of child.stdout.setEncoding("utf8")) report += chunk;
  const { diagnostics } = JSON.parse(report) as { diagnostics: Diagnostic[] };
  return diagnostics.map(({ category, location }) => `${location.path}:${location.start.line} ${category}`).sort();
}

interface Diagnostic {
  category: string;
  location: { path: string; start: { line: number } };
}

/** Every way to import something, one a line. */
const everyWay = (from: string) => `import "${from}";
import { a } from "${from}";
import type { A } from "${from}";
export { b } from "${from}";
export const c: A = [a, await import("${from}")];
`;
const EVERY_LINE = [1, 2, 3, 4, 5];

test.each([
  ["src/http/ imports src/tasks/", "src/http/call.ts", "../tasks/create.ts"],
  ["a folder in src/http/ imports src/tasks/", "src/http/retry/policy.ts", "../../tasks/create.ts"],
  ["src/http/ imports the client", "src/http/call.ts", "../client.ts"],
  ["src/body/ imports src/http/", "src/body/json.ts", "../http/call.ts"],
  ["src/body/ imports the client", "src/body/json.ts", "../client.ts"],
  ["src/errors/ imports src/tasks/", "src/errors/api-error.ts", "../tasks/create.ts"],
  ["src/config/ imports src/http/", "src/config/options.ts", "../http/call.ts"],
  ["src/config/ imports the client", "src/config/options.ts", "../client.ts"],
  ["src/index.ts imports an entry", "src/index.ts", "./undici.ts"],
  ["src/client.ts imports a part of an entry", "src/client.ts", "./testing/mock.ts"],
  ["src/http/ imports an entry", "src/http/call.ts", "../undici/transport.ts"],
  ["src/tasks/ imports an entry", "src/tasks/create.ts", "../bulk.ts"],
  ["src/errors/ imports an entry", "src/errors/api-error.ts", "../cli/run.ts"],
  ["an entry imports another", "src/undici.ts", "./testing.ts"],
  ["an entry imports a part of another", "src/testing.ts", "./undici/transport.ts"],
  ["an entry imports the command line", "src/bulk.ts", "./cli/run.ts"],
  ["a part of an entry imports another entry", "src/undici/transport.ts", "../testing/mock.ts"],
  ["src/ imports scripts/", "src/http/call.ts", "../../scripts/lib/command.ts"],
  ["src/ imports test/", "src/tasks/create.ts", "../../test/support/edit.ts"],
  ["src/ imports bench/", "src/index.ts", "../bench/statistics.ts"],
  ["the command line imports scripts/", "src/cli/run.ts", "../../scripts/lib/command.ts"],
  ["scripts/ imports test/", "scripts/demo/run.ts", "../../test/support/edit.ts"],
  ["bench/ imports test/", "bench/speed.ts", "../test/support/edit.ts"],
  ["a configuration imports test/", "vitest.config.ts", "./test/support/edit.ts"],
])("the linter stops it when %s", async (_, importer, imported) => {
  const found = await lint({ [importer]: everyWay(imported) });
  expect(found).toEqual(EVERY_LINE.map((line) => `${importer}:${line} lint/style/noRestrictedImports`));
});

test("the linter accepts every import that the design allows", async () => {
  const allowed: [importer: string, imported: string][] = [
    ["src/client.ts", "./http/call.ts"],
    ["src/client.ts", "./tasks/create.ts"],
    ["src/tasks/create.ts", "../http/call.ts"],
    ["src/http/call.ts", "../errors/api-error.ts"],
    ["src/http/retry/policy.ts", "../call.ts"],
    ["src/undici.ts", "./undici/transport.ts"],
    ["src/undici/transport.ts", "undici"],
    ["src/testing.ts", "./testing/mock.ts"],
    ["src/testing/mock.ts", "../index.ts"],
    ["src/bulk/run.ts", "../index.ts"],
    ["src/cli/run.ts", "../undici.ts"],
    ["src/cli/run.ts", "../bulk/run.ts"],
    ["scripts/demo/run.ts", "../../src/index.ts"],
    ["bench/speed.ts", "../scripts/lib/command.ts"],
    ["test/faults/compare.ts", "../../bench/fault-peers.ts"],
    ["test/faults/run.ts", "../support/edit.ts"],
  ];
  const files: Record<string, string> = {};
  for (const [importer, imported] of allowed) files[importer] = `${files[importer] ?? ""}import "${imported}";\n`;
  expect(await lint(files)).toEqual([]);
});

test("the linter refuses import cycles anywhere, type imports included", async () => {
  const circle = (folder: string, statement: string) => ({
    [`${folder}/a.ts`]: `${statement} { B } from "./b.ts";\nexport type A = B | 1;\n`,
    [`${folder}/b.ts`]: `${statement} { C } from "./c.ts";\nexport type B = C | 2;\n`,
    [`${folder}/c.ts`]: `${statement} { A } from "./a.ts";\nexport type C = A | 3;\n`,
  });
  const files = { ...circle("src/http", "import type"), ...circle("scripts/lib", "export type") };
  expect(await lint({ ...files, ...circle("test/support", "import type") })).toEqual(
    Object.keys({ ...files, ...circle("test/support", "") })
      .map((file) => `${file}:1 lint/suspicious/noImportCycles`)
      .sort(),
  );
});

test("the linter refuses an import inside a type, which its import rules don't see", async () => {
  const files = {
    "src/http/call.ts": 'export type A = import("../tasks/create.ts").A;\n',
    "src/tasks/create.ts": 'export type A = typeof import("./update.ts");\nexport type B = typeof import("undici");\n',
  };
  expect(await lint(files)).toEqual(["src/http/call.ts:1 plugin", "src/tasks/create.ts:1 plugin"]);
});
