import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { CommandError, command } from "../lib/command.ts";

// package.json's `version` script: `npm version` runs it once it has raised the version there, and then commits and tags.

const version: string = JSON.parse(readFileSync("package.json", "utf8")).version;
const today = new Date().toISOString().slice(0, 10);

/** What is replaced in which file. */
const PLACES: [file: string, place: RegExp, text: string][] = [
  ["openapi/openapi.yaml", /^ {2}version: .*$/m, `  version: ${version}`],
  ["src/config/version.ts", /"[^"]+"/, `"${version}"`],
  ["CHANGELOG.md", /^## Unreleased$/m, `## Unreleased\n\n## ${version} - ${today}`],
];

await command(async () => {
  for (const [file, place, text] of PLACES) {
    const before = readFileSync(file, "utf8");
    if (!place.test(before)) throw new CommandError(`${file} has no place for the version: ${place} isn't in it.`);
    writeFileSync(file, before.replace(place, text));
  }
  execFileSync("npm", ["run", "--silent", "generate"], { stdio: "inherit" });
  execFileSync("git", ["add", "--", "src/generated", ...PLACES.map(([file]) => file)]);
  return 0;
});
