import { configDefaults, defineConfig } from "vitest/config";

const source = (file: string) => new URL(`src/${file}`, import.meta.url).pathname;

/** The folders of test/ whose tests `npm test` runs. The rest runs with `npm run test:all`. */
const QUICK = ["client", "contract", "document", "http", "unit"].map((kind) => `test/${kind}/**/*.test.ts`);
/** Of the slow folders, what `npm test` runs as well. */
const QUICK_FILES = ["test/faults/trial.test.ts", "test/lint/every-test-runs.test.ts"];

const quick = [...QUICK, ...QUICK_FILES];
const site = ["test/site/**/*.test.ts"];
const globalSetup = ["test/support/global-setup.ts"];

// Where to write a report in JSON as well: .ci/run takes its closing count from there.
const report = process.env["TEST_REPORT"];

export default defineConfig({
  // What the documentation shows imports the package by its name.
  resolve: {
    alias: [
      { find: /^heffl-client$/, replacement: source("index.ts") },
      { find: /^heffl-client\/bulk$/, replacement: source("bulk.ts") },
      { find: /^heffl-client\/testing$/, replacement: source("testing.ts") },
      { find: /^heffl-client\/undici$/, replacement: source("undici.ts") },
    ],
  },
  esbuild: { jsx: "automatic" },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: "quick",
          include: quick,
          globalSetup,
          typecheck: { enabled: true, include: ["test/types/**/*.test-d.ts"], tsconfig: "tsconfig.json" },
        },
      },
      {
        extends: true,
        test: {
          name: "thorough",
          include: ["test/**/*.test.ts"],
          exclude: [...configDefaults.exclude, ...quick, ...site],
          globalSetup,
        },
      },
      {
        extends: true,
        test: {
          name: "site",
          include: site,
          globalSetup: ["test/site/setup.ts"],
          testTimeout: 600_000,
          hookTimeout: 600_000,
          maxConcurrency: 2,
        },
      },
    ],
    reporters: report ? ["default", ["json", { outputFile: report }]] : ["default"],
    deps: { interopDefault: false }, // as Node itself imports CommonJS, so that scripts act the same under test
    testTimeout: 60_000, // a slow machine is no failure
    hookTimeout: 120_000,
    maxWorkers: 2, // on two cores the default is one, which leaves the other idle
  },
});
