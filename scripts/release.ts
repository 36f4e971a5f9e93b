import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { gate } from "./change-gate/gate.ts";
import { compareVersions } from "./change-gate/versions.ts";
import { CommandError, command, readOptions } from "./command.ts";

const HELP = `npm run release -- --to <version>

Makes a release out of what is under "## Unreleased" in CHANGELOG.md: writes
the version into package.json, its lockfile, src/config/version.ts, the document and the
changelog, asks the change gate, commits and tags. Pushing the tag publishes it.

  --to <version>  like 1.2.3
  --dry-run       do everything but the commit and the tag, and undo it
  --help          show this
`;

const FILES = ["package.json", "package-lock.json", "src/config/version.ts", "openapi/openapi.yaml", "CHANGELOG.md"];

await command(async () => {
  const options = readOptions({
    to: { type: "string" },
    "dry-run": { type: "boolean" },
    help: { type: "boolean", short: "h" },
  });
  if (options.help) {
    console.log(HELP);
    return 0;
  }
  const version = check(options.to);
  try {
    write(version);
    const { report, missing } = await gate(process.cwd());
    console.log(`${report}\n`);
    if (missing.length > 0) throw new CommandError(missing.join("\n"));
    if (options["dry-run"]) console.log(git("diff", "--stat", "--", ...FILES));
    else git("commit", "--quiet", "--message", `release: ${version}`, "--", ...FILES);
  } catch (error) {
    git("checkout", "--quiet", "--", ...FILES);
    throw error;
  }
  if (options["dry-run"]) {
    git("checkout", "--quiet", "--", ...FILES);
    console.log("That was a dry run: nothing is changed.");
    return 0;
  }
  git("tag", "--annotate", `v${version}`, "--message", `heffl-client ${version}`);
  console.log(`v${version} is committed and tagged. To publish it: git push --follow-tags`);
  return 0;
});

/** The version to release, once nothing stands in its way. */
function check(version: string | undefined): string {
  if (version === undefined || !/^\d+\.\d+\.\d+$/.test(version))
    throw new CommandError("Say which version: npm run release -- --to 1.2.3", 2);
  if (git("status", "--porcelain") !== "") throw new CommandError("There are changes that aren't committed.");
  const released = git("tag", "--list", "v*")
    .split("\n")
    .filter(Boolean)
    .map((tag) => tag.slice(1));
  const newest = released.sort(compareVersions).at(-1);
  if (newest !== undefined && compareVersions(version, newest) <= 0)
    throw new CommandError(`${newest} is released already; ${version} doesn't come after it.`);
  if (!/^## Unreleased\n+### /m.test(read("CHANGELOG.md")))
    throw new CommandError('CHANGELOG.md has nothing under "## Unreleased", so there is nothing to release.');
  if (read("README.md").includes("Not on the npm registry yet"))
    throw new CommandError("README.md says that this isn't on the npm registry. Take that out first.");
  return version;
}

function write(version: string): void {
  if (JSON.parse(read("package.json")).version !== version)
    execFileSync("npm", ["version", version, "--no-git-tag-version"], { stdio: "ignore" });
  replace("src/config/version.ts", /"[\d.]+"/, `"${version}"`);
  replace("openapi/openapi.yaml", /^ {2}version: .*$/m, `  version: ${version}`);
  const today = new Date().toISOString().slice(0, 10);
  replace("CHANGELOG.md", /^## Unreleased$/m, `## Unreleased\n\n## ${version} - ${today}`);
}

function replace(file: string, pattern: RegExp, by: string): void {
  const text = read(file);
  if (!pattern.test(text)) throw new CommandError(`${file} has no place for the version: ${pattern} isn't in it.`);
  writeFileSync(file, text.replace(pattern, by));
}

function read(file: string): string {
  return readFileSync(file, "utf8");
}

function git(...args: string[]): string {
  return execFileSync("git", args, { encoding: "utf8" }).trim();
}
