import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";

const run = promisify(execFile);
const env = {
  ...process.env,
  GIT_AUTHOR_NAME: "Test",
  GIT_AUTHOR_EMAIL: "test@example.com",
  GIT_COMMITTER_NAME: "Test",
  GIT_COMMITTER_EMAIL: "test@example.com",
};
const CHANGELOG = "# Changelog\n\n## Unreleased\n\n### Added\n\n- Something.\n";

/** A checkout of its own, with this one's versioned files. */
async function checkout(changelog = CHANGELOG) {
  const cwd = await mkdtemp(join(tmpdir(), "heffl-release-"));
  onTestFinished(() => rm(cwd, { recursive: true }));
  for (const file of ["package.json", "package-lock.json", "src/config/version.ts", "openapi/openapi.yaml"]) {
    await mkdir(dirname(join(cwd, file)), { recursive: true });
    await cp(file, join(cwd, file));
  }
  await writeFile(join(cwd, "CHANGELOG.md"), changelog);
  await writeFile(join(cwd, "README.md"), "# heffl-client\n");
  const git = async (...args: string[]) => (await run("git", args, { cwd, env })).stdout.trim();
  await git("init", "--quiet");
  await git("add", ".");
  await git("commit", "--quiet", "--message", "feat: the first");
  const release = async (...args: string[]) => {
    const script = [resolve("node_modules/tsx/dist/cli.mjs"), resolve("scripts/release.ts"), ...args];
    return run(process.execPath, script, { cwd, env }).then(
      ({ stdout }) => ({ code: 0, said: stdout }),
      ({ code, stderr }) => ({ code, said: stderr as string }),
    );
  };
  const read = (file: string) => readFile(join(cwd, file), "utf8");
  const edit = async (file: string, change: (text: string) => string) =>
    writeFile(join(cwd, file), change(await read(file)));
  return { git, release, read, edit };
}

test("a release has one version everywhere, a date in the changelog, a commit and a tag", async () => {
  const { git, release, read } = await checkout();
  expect(await release("--to", "0.7.0")).toMatchObject({ code: 0, said: expect.stringContaining("v0.7.0") });
  expect(JSON.parse(await read("package.json")).version).toBe("0.7.0");
  expect(JSON.parse(await read("package-lock.json")).packages[""].version).toBe("0.7.0");
  expect(await read("src/config/version.ts")).toContain('"0.7.0"');
  expect(await read("openapi/openapi.yaml")).toMatch(/^ {2}version: 0\.7\.0$/m);
  expect(await read("CHANGELOG.md")).toMatch(/## Unreleased\n\n## 0\.7\.0 - \d{4}-\d\d-\d\d\n\n### Added/);
  expect(await git("status", "--porcelain")).toBe("");
  expect(await git("describe", "--exact-match")).toBe("v0.7.0");
});

test("a dry run changes nothing", async () => {
  const { git, release } = await checkout();
  expect(await release("--to", "0.7.0", "--dry-run")).toMatchObject({ code: 0 });
  expect([
    await git("status", "--porcelain"),
    await git("tag", "--list"),
    await git("rev-list", "--count", "HEAD"),
  ]).toEqual(["", "", "1"]);
});

test("a version that promises less than the document's changes is refused, and nothing is left of the try", async () => {
  const { git, release, edit } = await checkout();
  await release("--to", "0.7.0");
  await edit("openapi/openapi.yaml", (text) => text.replace("required: [title]", "required: [title, status]"));
  await edit("CHANGELOG.md", (text) =>
    text.replace("## Unreleased\n", "## Unreleased\n\n### Changed\n\n- **Breaking:** x.\n"),
  );
  await git("commit", "--quiet", "--all", "--message", "feat!: status is required");
  expect(await release("--to", "0.7.1")).toMatchObject({ code: 1, said: expect.stringMatching(/ask for 0\.8\.0/) });
  expect(await git("status", "--porcelain")).toBe("");
  expect(await release("--to", "0.8.0")).toMatchObject({ code: 0 });
});

test("what can't be released is refused with what to do", async () => {
  const { release, edit } = await checkout("# Changelog\n\n## Unreleased\n");
  expect(await release("--to", "next")).toMatchObject({ code: 2, said: expect.stringContaining("--to 1.2.3") });
  expect(await release("--to", "0.7.0")).toMatchObject({
    code: 1,
    said: expect.stringContaining("nothing to release"),
  });
  await edit("CHANGELOG.md", () => CHANGELOG);
  expect(await release("--to", "0.7.0")).toMatchObject({ code: 1, said: expect.stringContaining("aren't committed") });
});

test("a README that denies the release is refused", async () => {
  const { git, release, edit } = await checkout();
  await edit("README.md", (text) => `${text}\nNot on the npm registry yet.\n`);
  await git("commit", "--quiet", "--all", "--message", "docs: how it is");
  expect(await release("--to", "0.7.0")).toMatchObject({ code: 1, said: expect.stringContaining("Take that out") });
});

test("a version that is out already is refused", async () => {
  const { release } = await checkout();
  await release("--to", "0.7.0");
  expect(await release("--to", "0.7.0")).toMatchObject({ code: 1, said: expect.stringContaining("released already") });
});
