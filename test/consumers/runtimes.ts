import { RUNTIMES } from "../runtimes/runtimes.ts";
import { type Consumer, expectTask, here, missing } from "./consumer.ts";
import { execute, version } from "./execute.ts";
import packageJson from "./package.json" with { type: "json" };

const SYSTEMS = [
  ["import", "create.mjs"],
  ["require", "create.cjs"],
] as const;

/** Node's releases that package.json beside this file names for any platform. */
const NODES = [
  ...new Set(Object.keys(packageJson.optionalDependencies).flatMap((name) => /^node-\d+/.exec(name) ?? [])),
];

/** Programs that run as they are written, in runtimes from the package registry. */
export const runtimes: Consumer[] = [
  ...NODES.flatMap((name) => {
    const file = here(`node_modules/${name}-${process.platform}-${process.arch}/bin/node`);
    return both(name, "Node", [file], missing(file, "install:consumers"));
  }),
  ...both("deno", "Deno", RUNTIMES.deno, missing(RUNTIMES.deno?.[0], "install:runtimes")),
  ...both("bun", "Bun", RUNTIMES.bun, missing(RUNTIMES.bun?.[0], "install:runtimes")),
];

function both(name: string, row: string, command: string[] = [], isMissing: string | undefined): Consumer[] {
  return SYSTEMS.map(([column, program]) => ({
    name: `${name} ${column}`,
    table: "runtimes",
    row,
    column: `\`${column}\``,
    project: "plain",
    missing: isMissing,
    async run({ folder, env }) {
      expectTask(await execute([...command, program], { cwd: folder, env }));
      return version(command.slice(0, 1), folder);
    },
  }));
}
