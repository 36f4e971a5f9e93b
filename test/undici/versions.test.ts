import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, onTestFinished, test } from "vitest";
import { startServer } from "../support/server.ts";

const run = promisify(execFile);
const built = (file: string) => fileURLToPath(new URL(`../../dist/${file}`, import.meta.url));

/** How a project loads the built transport. */
const WAYS = {
  "by import": { file: "undici.js", name: "undici.mjs", load: `await import("./undici.mjs")` },
  "by require": { file: "undici.cjs", name: "undici.cjs", load: `createRequire(import.meta.url)("./undici.cjs")` },
  "as Jest's CommonJS does, which has no import()": {
    file: "undici.cjs",
    name: "undici.cjs",
    load: `(() => {
      const code = "(function (exports, require, module, __filename) {" + readFileSync("undici.cjs", "utf8") + "\\n})";
      const module = { exports: {} };
      const file = process.cwd() + "/undici.cjs";
      runInThisContext(code)(module.exports, createRequire(import.meta.url), module, file);
      return module.exports;
    })()`,
  },
};

/** What the first call over the transport ends in, in a project in which this is installed as undici. */
async function firstCall(way: keyof typeof WAYS, install: (folder: string) => Promise<unknown>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "undici-version-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await mkdir(join(folder, "node_modules"));
  await install(join(folder, "node_modules/undici"));
  const { file, name, load } = WAYS[way];
  await cp(built(file), join(folder, name));
  const server = await startServer();
  const script = `
    import { readFileSync } from "node:fs";
    import { createRequire } from "node:module";
    import { runInThisContext } from "node:vm";
    const { undiciTransport } = ${load};
    const init = { method: "POST", body: "{}", headers: {} };
    const transport = undiciTransport();
    const told = await transport(${JSON.stringify(server.url)}, init).then(
      ({ status }) => status,
      ({ name, outcome, message, cause }) => [name, outcome, message, "| cause:", cause?.message].join(" "),
    );
    await transport.destroy();
    console.log(told);`;
  await writeFile(join(folder, "main.mjs"), script);
  const { stdout } = await run(process.execPath, ["main.mjs"], { cwd: folder });
  return stdout.trim();
}

/** A package of this name that the test's own is installed with. */
const installed = (name: string) => (folder: string) =>
  symlink(dirname(fileURLToPath(import.meta.resolve(`${name}/package.json`))), folder, "dir");

/** A package whose whole code is this. */
const written = (version: string, code: string) => async (folder: string) => {
  await mkdir(folder);
  await writeFile(join(folder, "package.json"), JSON.stringify({ name: "undici", version, main: "index.js" }));
  await writeFile(join(folder, "index.js"), code);
};

describe.each(Object.keys(WAYS) as (keyof typeof WAYS)[])("loaded %s", (way) => {
  test("undici 7 works", async () => {
    expect(await firstCall(way, installed("undici"))).toBe("200");
  });

  test("undici 6 is refused, and the versions that fit are named", async () => {
    expect(await firstCall(way, installed("undici-6"))).toMatch(
      /^HefflConfigurationError not_created .*undici 7 or 8, and this is 6\.29\.1\. For Node \S+ run `npm install undici@[78]`/,
    );
  });

  test("what a runtime has under that name, without undici's dispatchers, is refused alike", async () => {
    const code = "exports.Pool = class {}; exports.fetch = () => {}; exports.buildConnector = () => {};";
    expect(await firstCall(way, written("0.0.0", code))).toMatch(
      /^HefflConfigurationError not_created .*undici 7 or 8/,
    );
  });

  test("one that is there and doesn't load isn't said to be missing: the cause is told, and which version fits", async () => {
    const code = 'throw new TypeError("webidl.util.markAsUncloneable is not a function");';
    expect(await firstCall(way, written("8.0.0", code))).toMatch(
      /^HefflConfigurationError not_created .*installed but doesn't load: webidl.util.markAsUncloneable.* run `npm install undici@[78]`\. \| cause: webidl/,
    );
  });

  test("one that lacks a part of its own isn't said to be missing either", async () => {
    const told = await firstCall(way, written("7.0.0", 'require("./lib/gone.js");'));
    expect(told).toMatch(/^HefflConfigurationError not_created .*doesn't load: .*gone\.js/);
    expect(told).not.toContain("`npm install undici`");
  });

  test("one that isn't there is said to be missing", async () => {
    expect(await firstCall(way, async () => {})).toMatch(
      /^HefflConfigurationError not_created .*Run `npm install undici`\. \| cause: Cannot find/,
    );
  });
});
