import { execFile } from "node:child_process";
import { readdir, readFile, stat } from "node:fs/promises";
import { posix } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, inject, test } from "vitest";
import packageJson from "../../package.json" with { type: "json" };
import { VERSION } from "../../src/index.ts";

const run = promisify(execFile);
const cwd = fileURLToPath(new URL("../../", import.meta.url));

const CREATE = `
  new Heffl().tasks.create({ title: "t" }).then((task) => console.log(task.id));
  try { new Heffl({ timeoutMs: 0 }) } catch (error) { console.log(error instanceof HefflError, error.outcome) }`;

// The package imports itself by name, so what is tested is what `exports` hands out, from dist/.
test.each([
  ["import", "module", `import { Heffl, HefflError } from "heffl-client"; ${CREATE}`],
  ["require", "commonjs", `const { Heffl, HefflError } = require("heffl-client"); ${CREATE}`],
])("the built package creates a task after %s", async (_, type, code) => {
  const env = { ...process.env, HEFFL_API_KEY: "test-key", HEFFL_BASE_URL: inject("prismUrl") };
  const { stdout } = await run(process.execPath, [`--input-type=${type}`, "--eval", code], { cwd, env });
  expect(stdout).toBe("true not_created\ntsk_2Jd8RyW6Lc\n");
});

const MOCKED = `
  const mock = createMock();
  new Heffl({ apiKey: "k", fetch: mock.fetch }).tasks.create({ title: "t" }).then(({ id }) => console.log(id, mock.tasks.length));`;

test.each([
  [
    "import",
    "module",
    `import { Heffl } from "heffl-client"; import { createMock } from "heffl-client/testing"; ${MOCKED}`,
  ],
  [
    "require",
    "commonjs",
    `const { Heffl } = require("heffl-client"); const { createMock } = require("heffl-client/testing"); ${MOCKED}`,
  ],
])("the built test kit answers the built client after %s", async (_, type, code) => {
  const { stdout } = await run(process.execPath, [`--input-type=${type}`, "--eval", code], { cwd });
  expect(stdout).toBe("tsk_mock000001 1\n");
});

const OVER_UNDICI = `
  let made = 0;
  globalThis.AbortController = class extends AbortController { constructor() { super(); made++; } };
  const transport = undiciTransport();
  const heffl = new Heffl({ fetch: transport });
  const create = () => heffl.tasks.create({ title: "t" });
  create().then(() => (made = 0)).then(create).then(({ id }) => console.log(id, made)).then(() => transport.close());`;

test.each([
  [
    "import",
    "module",
    `import { Heffl } from "heffl-client"; import { undiciTransport } from "heffl-client/undici"; ${OVER_UNDICI}`,
  ],
  [
    "require",
    "commonjs",
    `const { Heffl } = require("heffl-client"); const { undiciTransport } = require("heffl-client/undici"); ${OVER_UNDICI}`,
  ],
])("the built client makes no AbortSignal for the built transport after %s", async (_, type, code) => {
  const env = { ...process.env, HEFFL_API_KEY: "test-key", HEFFL_BASE_URL: inject("prismUrl") };
  const { stdout } = await run(process.execPath, [`--input-type=${type}`, "--eval", code], { cwd, env });
  expect(stdout).toBe("tsk_2Jd8RyW6Lc 0\n");
});

test("the command stays in its budget, and what only heffl mcp needs is in a file of its own", async () => {
  const size = async (file: string) => (await stat(`${cwd}dist/${file}`)).size;
  const parts = await readdir(`${cwd}dist/cli`);
  const total = (await Promise.all(parts.map((part) => size(`cli/${part}`)))).reduce((sum, bytes) => sum + bytes, 0);
  // In bytes, minified. The SDK's validator alone would be 130,000 more.
  expect(await size("cli/mcp.js")).toBeLessThanOrEqual(165_000);
  expect(total).toBeLessThanOrEqual(530_000);
  const others = parts.filter((part) => part !== "mcp.js" && part.endsWith(".js"));
  for (const part of others) expect(await readFile(`${cwd}dist/cli/${part}`, "utf8")).not.toContain("tools/list");
});

test("the package's command runs", async () => {
  const { stdout } = await run(process.execPath, [`${cwd}${packageJson.bin.heffl}`, "--version"], { cwd });
  expect(stdout).toBe(`${VERSION}\n`);
});

test("the package holds the build, the documents, and nothing of the work on it", async () => {
  const { stdout } = await run("npm", ["pack", "--dry-run", "--json"], { cwd });
  const files: string[] = Object.values(JSON.parse(stdout)).flatMap((entry) =>
    (entry as { files: { path: string }[] }).files.map(({ path }) => path),
  );
  const outside = files.filter((path) => !/^(dist|src)\//.test(path));
  expect(outside.sort()).toEqual([
    "CHANGELOG.md",
    "LICENSE",
    "README.md",
    "THIRD-PARTY-LICENSES.md",
    "bulk/package.json",
    "package.json",
    "testing/package.json",
    "undici/package.json",
  ]);
  expect(files.filter((path) => path.startsWith("dist/docs"))).toEqual([]);
  const built = ["index", "bulk", "testing", "undici"].flatMap((entry) =>
    ["js", "cjs", "d.ts", "d.cts"].map((end) => `dist/${entry}.${end}`),
  );
  expect(files).toEqual(expect.arrayContaining(built));
  // A map whose source isn't there breaks "go to definition" and stack traces; other packages' sources are in the map.
  for (const map of files.filter((path) => path.endsWith(".map"))) {
    const { sources, sourcesContent } = JSON.parse(await readFile(`${cwd}${map}`, "utf8"));
    const missing = sources.filter((source: string, at: number) => {
      const path = posix.join(posix.dirname(map), source);
      return !files.includes(path) && typeof sourcesContent?.[at] !== "string";
    });
    expect(missing, map).toEqual([]);
  }
});

test("the library depends on openapi-fetch alone, and knows its own version", () => {
  expect(Object.keys(packageJson.dependencies)).toEqual(["openapi-fetch"]);
  expect(VERSION).toBe(packageJson.version);
});

test("the bill of materials names what is installed with the package, and nothing else", async () => {
  const { stdout } = await run("npm", ["sbom", "--sbom-format", "cyclonedx", "--omit", "dev"], { cwd });
  const names = JSON.parse(stdout).components.map(({ name }: { name: string }) => name);
  expect(names.sort()).toEqual(["openapi-fetch", "openapi-typescript-helpers"]);
});
