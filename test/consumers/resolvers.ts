import { type Consumer, expectTask, installedVersion } from "./consumer.ts";
import { execute } from "./execute.ts";

/** Tools that find a package's files without reading its `exports`. */
export const resolvers: Consumer[] = [
  {
    name: "eslint import",
    table: "projects",
    row: "eslint-plugin-import",
    column: "every entry found, with its recommended rules",
    project: "eslint",
    missing: undefined,
    async run({ folder }) {
      await execute([process.execPath, "node_modules/eslint/bin/eslint.js", "--max-warnings=0", "."], { cwd: folder });
      return installedVersion(folder, "eslint-plugin-import");
    },
  },
  {
    name: "browserify bundle",
    table: "projects",
    row: "browserify",
    column: "client and mock bundled and run",
    project: "browserify",
    missing: undefined,
    async run({ folder, env }) {
      const browserify = [process.execPath, "node_modules/browserify/bin/cmd.js", "--node"];
      await execute([...browserify, "create.js", "--outfile", "bundle.js"], { cwd: folder });
      expectTask(await execute([process.execPath, "bundle.js"], { cwd: folder, env }));
      return installedVersion(folder, "browserify");
    },
  },
];
