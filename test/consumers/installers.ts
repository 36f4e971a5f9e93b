import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Consumer, expectTask, Failure, here, missing } from "./consumer.ts";
import { execute, version } from "./execute.ts";

const pnpm = here("node_modules/pnpm/bin/pnpm.cjs");
const yarn = here("node_modules/@yarnpkg/cli-dist/bin/yarn.js");

/** Package managers that put packages elsewhere than npm does. */
export const installers: Consumer[] = [
  {
    name: "pnpm declaration",
    table: "projects",
    row: "pnpm",
    column: "TypeScript's `declaration: true`, for a module that exports a client and its parts",
    project: "pnpm",
    installs: true,
    missing: missing(pnpm, "install:consumers"),
    async run({ folder, tarball, env }) {
      await execute([process.execPath, pnpm, "add", tarball], { cwd: folder });
      await execute([process.execPath, "node_modules/typescript/bin/tsc"], { cwd: folder });
      const declaration = await readFile(join(folder, "out/create.d.ts"), "utf8");
      if (/: any\b/.test(declaration)) throw new Failure(`A type was lost in the declaration:\n${declaration}`);
      expectTask(await execute([process.execPath, "out/create.js"], { cwd: folder, env }));
      return version([process.execPath, pnpm], folder);
    },
  },
  {
    name: "yarn pnp",
    table: "projects",
    row: "Yarn",
    column: "Plug'n'Play, `import` and `require` of every entry",
    project: "yarn-pnp",
    installs: true,
    missing: missing(yarn, "install:consumers"),
    async run({ folder, tarball, env }) {
      // Yarn doesn't read npm's configuration; and in CI it would refuse to write a lockfile.
      const registry = (await execute(["npm", "config", "get", "registry"], { cwd: folder })).trim();
      const execution = {
        cwd: folder,
        env: { ...env, YARN_NPM_REGISTRY_SERVER: registry, YARN_ENABLE_IMMUTABLE_INSTALLS: "false" },
      };
      await writeFile(join(folder, "yarn.lock"), ""); // makes it a project of its own
      await execute([process.execPath, yarn, "add", `heffl-client@file:${tarball}`], execution);
      for (const program of ["create.mjs", "create.cjs"])
        expectTask(await execute([process.execPath, yarn, "node", program], execution));
      return version([process.execPath, yarn], folder);
    },
  },
];
