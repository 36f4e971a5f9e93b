import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, inject, test } from "vitest";
import { blocksOf, recipes, writeModules } from "./blocks.ts";

const run = promisify(execFile);

const readme = blocksOf("README.md", "ts").join("\n");
const wrong = `import { Heffl } from "heffl-client";\nawait new Heffl().tasks.create({ titel: "t" });`;

test("every block of the README and every recipe compiles, as in a user's project", async () => {
  const folder = writeModules("compiled", { ...recipes(), "readme.mts": readme, "wrong.mts": wrong });
  const compilerOptions = {
    target: "es2023",
    module: "nodenext",
    jsx: "react-jsx",
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: ["node"],
  };
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["."] }));
  const complaints = await run("npx", ["tsc", "--project", folder]).then(
    () => "",
    ({ stdout }) => stdout as string,
  );
  // The one that is wrong on purpose shows that the others were looked at.
  expect(complaints.trim().split("\n")).toEqual([expect.stringMatching(/wrong\.mts.*'titel' does not exist in type/)]);
});

test("the blocks of the README run, one after the other", async () => {
  const folder = writeModules("readme", { "readme.mts": readme });
  const env = { ...process.env, HEFFL_API_KEY: "test-key", HEFFL_BASE_URL: inject("prismUrl") };
  const { stdout } = await run("npx", ["tsx", join(folder, "readme.mts")], { env });
  expect(stdout).toMatch(/^tsk_2Jd8RyW6Lc OPEN\n.*curl .*\/tasks/s);
});
