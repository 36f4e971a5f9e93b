import { type Consumer, Failure, here, missing, type Place } from "./consumer.ts";
import { execute, version } from "./execute.ts";

const ATTW = "@arethetypeswrong/cli/dist/index.js";
const AS_TEXT = ["--no-color", "--no-emoji", "--format", "table-flipped"];

/** A table in which each of the three entries has so many cells without a problem. */
const entriesOk = (cells: number) => new RegExp(`(?:"heffl-client(?:/\\w+)?"(?: .*? OK){${cells}}[^"]*){3}`);

/** What publishers check a package with. Neither may have anything to say, a mere suggestion included. */
export const tools: Consumer[] = [
  tool("publint", "publint/src/cli.js", "with `--strict`", /All good!/, (tarball) => ["run", tarball, "--strict"]),
  tool("attw", ATTW, "profile `node16`, without the YAML documents", entriesOk(2), (tarball) => [
    ...[tarball, ...AS_TEXT, "--profile", "node16"],
    // They are there to be read as files: TypeScript imports no YAML.
    ...["--exclude-entrypoints", "openapi.yaml", "openapi-3.0.yaml"],
  ]),
  // TypeScript's old `node10` reads no `exports`, by which the documents are found.
  tool("attw strict", ATTW, "profile `strict`, without the documents", entriesOk(4), (tarball) => [
    ...[tarball, ...AS_TEXT, "--profile", "strict"],
    ...["--entrypoints", ".", "testing", "undici"],
  ]),
];

function tool(
  name: string,
  file: string,
  how: string,
  satisfied: RegExp,
  args: (tarball: string) => string[],
): Consumer {
  const path = here(`node_modules/${file}`);
  const command = [process.execPath, path];
  return {
    name,
    table: "tools",
    row: name.split(" ")[0] ?? name,
    column: how,
    project: "none",
    missing: missing(path, "install:consumers"),
    async run({ folder, tarball }: Place) {
      const output = await execute([...command, ...args(tarball)], { cwd: folder });
      if (!satisfied.test(output)) throw new Failure(output);
      return version(command, folder);
    },
  };
}
