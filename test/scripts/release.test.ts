import { execFile, execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";

const run = promisify(execFile);
/** npm starts a dozen processes. */
const LONG = { timeout: 300_000 };

/** This checkout as one commit of a repository of its own. */
let origin: string;
beforeAll(async () => {
  origin = await mkdtemp(join(tmpdir(), "heffl-release-"));
  const listed = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], { encoding: "utf8" });
  // A file that was deleted and isn't committed is still listed.
  for (const file of listed.split("\n").filter((name) => name !== "" && existsSync(name)))
    await cp(file, join(origin, file), { recursive: true });
  await git(origin, "init", "--quiet");
  await git(origin, "add", ".");
  await git(origin, "commit", "--quiet", "--message", "feat: the first");
});
afterAll(() => rm(origin, { recursive: true }));

/** What a developer has: a clone, and the dependencies installed. */
async function clone() {
  const folder = await mkdtemp(join(tmpdir(), "heffl-release-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const cwd = join(folder, "clone");
  await git(folder, "clone", "--quiet", origin, cwd);
  await symlink(resolve("node_modules"), join(cwd, "node_modules"));
  // .gitignore names a folder, and this is a link.
  await writeFile(join(cwd, ".git/info/exclude"), "node_modules\n");
  const read = (file: string) => readFile(join(cwd, file), "utf8");
  return {
    git: async (...args: string[]) => (await git(cwd, ...args)).stdout.trim(),
    release: (...args: string[]) =>
      run("npm", ["run", "release", "--", ...args], { cwd, env: environment() }).then(
        ({ stdout }) => ({ code: 0, output: stdout }),
        ({ code, stdout, stderr }) => ({ code, output: `${stdout}${stderr}` }),
      ),
    read,
    replace: async (file: string, text: string, by: string) =>
      writeFile(join(cwd, file), (await read(file)).replace(text, by)),
  };
}

/** As in a shell: what npm tells the scripts that it runs, and so this test, would be taken for options. */
function environment(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name));
  const person = { NAME: "Test", EMAIL: "test@example.com" };
  const git = Object.entries(person).flatMap(([key, value]) => [
    [`GIT_AUTHOR_${key}`, value],
    [`GIT_COMMITTER_${key}`, value],
  ]);
  return Object.fromEntries([...own, ...git]);
}

function git(cwd: string, ...args: string[]) {
  return run("git", ["-c", "commit.gpgsign=false", "-c", "tag.gpgsign=false", ...args], { cwd, env: environment() });
}

test("npm run release writes one version everywhere, commits and tags it", LONG, async () => {
  const { git, release, read } = await clone();
  expect(await release("0.7.0")).toMatchObject({ code: 0, output: expect.stringContaining("v0.7.0") });
  expect(JSON.parse(await read("package.json")).version).toBe("0.7.0");
  expect(JSON.parse(await read("package-lock.json")).packages[""].version).toBe("0.7.0");
  expect(await read("src/config/version.ts")).toContain('VERSION = "0.7.0"');
  expect(await read("openapi/openapi.yaml")).toMatch(/^ {2}version: 0\.7\.0$/m);
  expect(await read("CHANGELOG.md")).toMatch(/## Unreleased\n\n## 0\.7\.0 - \d{4}-\d\d-\d\d\n/);
  expect(await git("status", "--porcelain")).toBe("");
  expect(await git("log", "-1", "--format=%s")).toBe("release: 0.7.0");
  expect(await git("describe", "--exact-match")).toBe("v0.7.0");
});

test("npm run release changes nothing when the version is too low for the document's changes", LONG, async () => {
  const { git, release, read, replace } = await clone();
  const { version } = JSON.parse(await read("package.json"));
  const [major, minor, patch] = version.split(".").map(Number);
  await git("tag", `v${version}`);
  await replace("openapi/openapi.yaml", "required: [title]", "required: [title, status]");
  await git("commit", "--quiet", "--all", "--message", "feat!: status is required");
  const tooLow = await release(`${major}.${minor}.${patch + 1}`);
  expect(tooLow).toMatchObject({ code: 1, output: expect.stringMatching(/is too low: the changes ask for/) });
  const older = await release("0.0.1");
  expect(older).toMatchObject({ code: 1, output: expect.stringContaining(`0.0.1 doesn't come after ${version}`) });
  expect(await git("status", "--porcelain")).toBe("");
  expect(await git("tag", "--list")).toBe(`v${version}`);
});

test("npm run release refuses changes that aren't committed, and what is no version", LONG, async () => {
  const { git, release, replace } = await clone();
  expect(await release("next")).toMatchObject({ code: 1 });
  await replace("README.md", "# heffl-client", "# heffl");
  expect(await release("0.7.0")).toMatchObject({ code: 1, output: expect.stringContaining("not clean") });
  expect(await git("tag", "--list")).toBe("");
});
