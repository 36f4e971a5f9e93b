import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    root: new URL("../..", import.meta.url).pathname,
    include: ["test/site/*.test.ts"],
    globalSetup: ["test/site/setup.ts"],
    // .ci/run takes its closing count from the report.
    reporters: process.env["CI"] ? ["default", ["json", { outputFile: "test-results-site.json" }]] : ["default"],
    testTimeout: 600_000, // a slow machine is no failure
    hookTimeout: 600_000,
    maxWorkers: 2,
    maxConcurrency: 4,
  },
});
