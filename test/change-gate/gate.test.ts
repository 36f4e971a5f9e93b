import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { parse, stringify } from "yaml";
import { gate } from "../../scripts/change-gate/gate.ts";
import { type Edit, having, without } from "../support/edit.ts";

const DOCUMENT = "openapi/openapi.yaml";
const BREAKING = without("components schemas NewTask dependentRequired");

/** A checkout with the document as it is, released as 0.3.0. */
let released: string;
beforeAll(async () => {
  released = await mkdtemp(join(tmpdir(), "heffl-gate-"));
  await mkdir(join(released, "openapi"));
  await cp(DOCUMENT, join(released, DOCUMENT));
  await edit(released, having("info version", "0.3.0"));
  await writeFile(join(released, "package.json"), JSON.stringify({ version: "0.3.0" }));
  await git(released, "init", "--quiet");
  await git(released, "add", ".");
  await git(released, "commit", "--quiet", "--message=feat: the first");
});
afterAll(() => rm(released, { recursive: true }));

async function checkout(...tags: string[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "heffl-gate-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await cp(released, folder, { recursive: true });
  for (const tag of tags) await git(folder, "tag", tag);
  return folder;
}

async function edit(folder: string, change: Edit): Promise<void> {
  const document = parse(await readFile(join(folder, DOCUMENT), "utf8"));
  change(document);
  await writeFile(join(folder, DOCUMENT), stringify(document, { aliasDuplicateObjects: false }));
}

function git(cwd: string, ...args: string[]) {
  const author = ["-c", "user.name=Test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false"];
  return promisify(execFile)("git", [...author, ...args], { cwd });
}

describe("the change gate", () => {
  it("is open when nothing has been released", async () => {
    const verdict = await gate(await checkout("next", "v0.3.0-beta.1"));
    expect(verdict).toEqual({ report: expect.stringMatching(/^Nothing has been released yet/) });
  });

  it("is open when the document is the newest release's", async () => {
    const verdict = await gate(await checkout("v0.2.9", "v0.3.0"));
    expect(verdict).toEqual({ report: "The document says the same as that of v0.3.0." });
  });

  it("takes the highest version for the newest", async () => {
    expect((await gate(await checkout("v0.9.0", "v0.10.0", "v0.2.0"))).report).toContain("v0.10.0");
  });

  it("tells the version that a breaking change asks for, and is open until the version is raised", async () => {
    const folder = await checkout("v0.3.0");
    await edit(folder, BREAKING);
    const { report, problem } = await gate(folder);
    expect(report).toContain("breaking  #/components/schemas/NewTask/dependentRequired");
    expect(report).toMatch(
      /after 0\.3\.0 has to be 0\.4\.0 or later: below 1\.0\.0 a breaking change raises the minor/,
    );
    expect(problem).toBeUndefined();
  });

  it.each([
    ["0.3.1", /^The version 0\.3\.1 is too low: the changes ask for 0\.4\.0 or later\.$/],
    ["0.2.9", /^The version 0\.2\.9 doesn't come after 0\.3\.0, which is released already\.$/],
  ])("refuses %s as the version after a breaking change of 0.3.0", async (next, problem) => {
    const folder = await checkout("v0.3.0");
    await edit(folder, BREAKING);
    expect((await gate(folder, { next })).problem).toMatch(problem);
  });

  it.each(["0.4.0", "0.4.0-beta.1", "1.0.0"])("accepts %s as the version after it", async (next) => {
    const folder = await checkout("v0.3.0");
    await edit(folder, BREAKING);
    expect((await gate(folder, { next })).problem).toBeUndefined();
  });

  it("refuses a version before the last one though the document is the same", async () => {
    expect((await gate(await checkout("v0.3.0"), { next: "0.2.9" })).problem).toMatch(/doesn't come after 0\.3\.0/);
  });

  it("compares with the file or the commit that it is given", async () => {
    const folder = await checkout();
    await cp(join(folder, DOCUMENT), join(folder, "older.yaml"));
    await edit(folder, BREAKING);
    expect((await gate(folder, { base: "older.yaml" })).report).toMatch(/^Since older\.yaml the document changed/);
    expect((await gate(folder, { base: "HEAD" })).report).toMatch(/^Since HEAD the document changed/);
    await expect(gate(folder, { base: "nowhere" })).rejects.toThrow(
      `nowhere is neither a file nor a commit that has ${DOCUMENT}`,
    );
  });

  it("doesn't take a checkout without its tags for one without releases", async () => {
    const folder = await checkout();
    await writeFile(join(folder, ".git/shallow"), (await git(folder, "rev-parse", "HEAD")).stdout);
    await expect(gate(folder)).rejects.toThrow("git fetch --tags --unshallow");
  });

  it("says so outside a checkout", async () => {
    const folder = await checkout();
    await rm(join(folder, ".git"), { recursive: true });
    await expect(gate(folder)).rejects.toThrow(/^git tag failed: /);
  });

  it("names the comparison that it can't make", async () => {
    const folder = await checkout("v0.3.0");
    await edit(folder, having("openapi", "2.5.0"));
    await expect(gate(folder)).rejects.toThrow(/^redocly diff couldn't compare the documents:/);
  });
});

it("npm run change-gate fails when the version is raised too little", async () => {
  const folder = await checkout("v0.3.0");
  await edit(folder, BREAKING);
  await writeFile(join(folder, "package.json"), JSON.stringify({ version: "0.3.1" }));

  const command = [resolve("node_modules/tsx/dist/cli.mjs"), resolve("scripts/change-gate/run.ts")];
  const failure = await promisify(execFile)(process.execPath, command, { cwd: folder }).catch((error) => error);
  expect(failure.code).toBe(1);
  expect(failure.stdout).toContain("Since v0.3.0 the document changed");
  expect(failure.stderr).toContain("The version 0.3.1 is too low: the changes ask for 0.4.0");
});
