import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { relative } from "node:path";
import { expect, test } from "vitest";
import packageJson from "../../package.json" with { type: "json" };
import { checkoutFiles } from "../support/files.ts";

/** As Vitest itself tells it: the projects of vitest.config.ts that run each test file. */
function projectsOf(): Map<string, string[]> {
  const list = execFileSync(process.execPath, ["node_modules/vitest/vitest.mjs", "list", "--filesOnly", "--json"], {
    encoding: "utf8",
  });
  const projects = new Map<string, string[]>();
  for (const { file, projectName } of JSON.parse(list) as { file: string; projectName: string }[]) {
    const path = relative(".", file);
    projects.set(path, [...(projects.get(path) ?? []), projectName]);
  }
  return projects;
}

test("`npm test` or `npm run test:all` runs each test file, and not both", () => {
  const projects = projectsOf();
  // In test/consumers/ they are parts of small projects, which its runner builds.
  const files = checkoutFiles("*.test.*", "*.test-d.*").filter((file) => !file.startsWith("test/consumers/"));
  expect(files.length).toBeGreaterThan(90);
  const run = files.map((file) => [file, projects.get(file) ?? []] as const);
  expect(run.filter(([, names]) => names.length !== 1)).toEqual([]);
  const used = new Set([...projects.values()].flat());
  const named = [packageJson.scripts["test:quick"], packageJson.scripts["test:all"]]
    .join(" ")
    .matchAll(/--project (\S+)/g);
  expect([...named].map(([, name]) => name).sort()).toEqual([...used].sort());
});

test("`npm run test:all` or `npm run test:scheduled` runs each kind of test that has a command of its own", () => {
  const run = packageJson.scripts["test:all"] + readFileSync(".ci/scheduled", "utf8");
  // It creates a task at the real API, so a person starts it.
  const byHand = ["test/live/run.ts"];
  const commands = Object.entries(packageJson.scripts).filter(([, command]) => / test\/[^/]+\/run\.ts$/.test(command));
  const strays = checkoutFiles("test/*/run.ts").filter((file) => {
    const [name] = commands.find(([, command]) => command.endsWith(` ${file}`)) ?? [];
    return !run.includes(`npm run ${name}`) && !byHand.includes(file);
  });
  expect(strays).toEqual([]);
});
