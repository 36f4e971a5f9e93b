import { runInNewContext } from "node:vm";
import { build } from "esbuild";
import { expect, test } from "vitest";

// A new context has JavaScript's own globals alone, as jsdom's lacks fetch, Headers and TextDecoder.
test.each(["index", "testing"])("%s can be imported where the platform's globals aren't there", async (entry) => {
  const { outputFiles } = await build({
    entryPoints: [`src/${entry}.ts`],
    ...{
      bundle: true,
      format: "iife",
      globalName: "library",
      platform: "neutral",
      write: false,
      mainFields: ["module", "main"],
    },
  });
  const exported = runInNewContext(`${outputFiles[0]?.text};Object.keys(library)`);
  expect(exported.length).toBeGreaterThan(0);
});
