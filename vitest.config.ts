import { configDefaults, defineConfig } from "vitest/config";

const source = (file: string) => new URL(`src/${file}`, import.meta.url).pathname;

export default defineConfig({
  // What the documentation shows imports the package by its name.
  resolve: {
    alias: [
      { find: /^heffl-client$/, replacement: source("index.ts") },
      { find: /^heffl-client\/testing$/, replacement: source("testing.ts") },
      { find: /^heffl-client\/undici$/, replacement: source("undici.ts") },
    ],
  },
  esbuild: { jsx: "automatic" },
  test: {
    include: ["test/**/*.test.ts"],
    exclude: [...configDefaults.exclude, "test/site/**"], // it has packages and a run of its own: `npm run test:site`
    globalSetup: ["test/support/global-setup.ts"],
    // .ci/run takes its closing count from the report.
    reporters: process.env["CI"] ? ["default", ["json", { outputFile: "test-results.json" }]] : ["default"],
    typecheck: { enabled: true, include: ["test/types/**/*.test-d.ts"], tsconfig: "tsconfig.json" },
    deps: { interopDefault: false }, // as Node itself imports CommonJS, so that scripts act the same under test
    testTimeout: 60_000, // a slow machine is no failure
    hookTimeout: 120_000,
    maxWorkers: 2, // on two cores the default is one, which leaves the other idle
  },
});
