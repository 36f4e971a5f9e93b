import { type Consumer, Failure, here, missing, type Place } from "./consumer.ts";
import { execute, version } from "./execute.ts";

/** What publishers check a package with. Neither may have anything to say, a mere suggestion included. */
export const tools: Consumer[] = [
  tool("publint", "publint/src/cli.js", "with `--strict`", /All good!/, (tarball) => ["run", tarball, "--strict"]),
  tool(
    "attw",
    "@arethetypeswrong/cli/dist/index.js",
    "profile `node16`, without the YAML documents",
    /(?:"heffl-client(?:\/\w+)?" .* OK \(CJS\) .* OK \(ESM\)[^"]*){3}/,
    (tarball) => [
      ...[tarball, "--no-color", "--no-emoji"],
      // TypeScript's old `node10` knows no `exports`, so nothing but files in the package's root could please it.
      ...["--profile", "node16"],
      // They are there to be read as files: TypeScript imports no YAML.
      ...["--exclude-entrypoints", "openapi.yaml", "openapi-3.0.yaml"],
    ],
  ),
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
    row: name,
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
