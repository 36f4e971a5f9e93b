import { RUNTIMES } from "../runtimes/runtimes.ts";
import { type Consumer, expectTask, here, missing } from "./consumer.ts";
import { execute, version } from "./execute.ts";
import packageJson from "./package.json" with { type: "json" };

interface Way {
  name: string;
  column: string;
  project: Consumer["project"];
  program: string;
}

const FETCH: Way[] = [
  { name: "import", column: "`import`", project: "plain", program: "create.mjs" },
  { name: "require", column: "`require`", project: "plain", program: "create.cjs" },
];
const UNDICI: Way[] = FETCH.map(({ name, column, program }) => ({
  ...{ name: `undici-${name}`, column: `over undici, ${column}` },
  ...{ project: "undici", program },
}));

/** Node's releases that package.json beside this file names for any platform. */
const NODES = [
  ...new Set(Object.keys(packageJson.optionalDependencies).flatMap((name) => /^node-\d+/.exec(name) ?? [])),
];

/** Programs that run as they are written, in runtimes from the package registry. */
export const runtimes: Consumer[] = [
  ...NODES.flatMap((name) => {
    const file = here(`node_modules/${name}-${process.platform}-${process.arch}/bin/node`);
    return each([...FETCH, ...UNDICI], name, "Node", [file], missing(file, "install:consumers"));
  }),
  ...each(FETCH, "deno", "Deno", RUNTIMES.deno, missing(RUNTIMES.deno?.[0], "install:runtimes")),
  ...each(FETCH, "bun", "Bun", RUNTIMES.bun, missing(RUNTIMES.bun?.[0], "install:runtimes")),
];

function each(
  ways: Way[],
  name: string,
  row: string,
  command: string[] = [],
  isMissing: string | undefined,
): Consumer[] {
  return ways.map(({ name: way, column, project, program }) => ({
    name: `${name} ${way}`,
    table: "runtimes",
    row,
    column,
    project,
    missing: isMissing,
    async run({ folder, env }) {
      expectTask(await execute([...command, program], { cwd: folder, env }));
      return version(command.slice(0, 1), folder);
    },
  }));
}
