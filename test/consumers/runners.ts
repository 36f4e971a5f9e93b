import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Consumer, expectTask, Failure, installedVersion } from "./consumer.ts";
import { execute } from "./execute.ts";

const JEST = ["node_modules/jest/bin/jest.js", "--ci", "--json", "--outputFile=results.json"];
const VITEST = [
  ...["node_modules/vitest/vitest.mjs", "run", "--outputFile=results.json"],
  ...["--reporter=default", "--reporter=json"],
];

/** Tests as people write them, run by their runner; and a program over Vue's proxies. */
export const runners: Consumer[] = [
  tests("jest commonjs", "CommonJS, over the global `fetch`, the mock and undici", [...JEST, "commonjs"], 3),
  tests("jest esm", "ES modules, the same", ["--experimental-vm-modules", ...JEST, "esm"], 3),
  tests("jest jsdom", "`jest-environment-jsdom`, over a `fetch` of the test's own", [...JEST, "jsdom"], 1),
  tests("vitest happy-dom", "happy-dom, at the mock with middleware", [...VITEST, "happy-dom"], 1),
  tests("vitest msw", "MSW, which listens after the client was made", [...VITEST, "msw"], 1, "msw"),
  tests("vitest nock", "nock, which intercepts after the client was made", [...VITEST, "nock"], 1, "nock"),
  {
    name: "vue reactive",
    table: "projects",
    row: "Vue",
    column: "`reactive`, `readonly` and `ref`, of the client and of tasks",
    project: "vue",
    missing: undefined,
    async run({ folder, env }) {
      expectTask(await execute([process.execPath, "create.mjs"], { cwd: folder, env }));
      return installedVersion(folder, "vue");
    },
  },
];

function tests(name: string, column: string, args: string[], count: number, tried?: "msw" | "nock"): Consumer {
  const project = name.startsWith("jest") ? "jest" : "vitest";
  const row = { jest: "Jest", vitest: "Vitest", msw: "MSW", nock: "nock" }[tried ?? project];
  return {
    ...{ name, table: "projects", row, column, project, missing: undefined },
    async run({ folder, env }) {
      await execute([process.execPath, ...args], { cwd: folder, env });
      const results = await readFile(join(folder, "results.json"), "utf8");
      const { numPassedTests, numTotalTests } = JSON.parse(results);
      if (numPassedTests !== count || numTotalTests !== count)
        throw new Failure(`${numPassedTests} of ${numTotalTests} tests passed, not ${count} of ${count}.`);
      return installedVersion(folder, tried ?? project);
    },
  };
}
