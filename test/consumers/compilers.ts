import { copyFile, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Consumer, expectTask, here, missing } from "./consumer.ts";
import { execute, version } from "./execute.ts";
import packageJson from "./package.json" with { type: "json" };

/** How a user may have a package found and its globals declared, and as what every program is compiled then. */
const SETTINGS = [
  { name: "node16", column: "`node16`", module: "node16", formats: ["mts", "cts"], lib: ["dom"], types: [] },
  { name: "nodenext", column: "`nodenext`", module: "nodenext", formats: ["mts", "cts"], lib: ["dom"], types: [] },
  { name: "bundler", column: "`bundler`", module: "esnext", formats: ["mts"], lib: ["dom"], types: [] },
  // TypeScript's default for CommonJS before 6.0, which doesn't read a package's exports.
  { name: "commonjs", column: "`commonjs`", module: "commonjs", formats: ["cts"], lib: ["dom"], types: ["node"] },
  {
    ...{ name: "types-node", column: "`nodenext`, `@types/node` and no `dom`" },
    ...{ module: "nodenext", formats: ["mts", "cts"], lib: [], types: ["node"] },
  },
];
type Setting = (typeof SETTINGS)[number];

/** Before this one openapi-fetch's own declarations have errors. */
const CHECKS_LIBRARIES_FROM = 5.4;

/** The oldest, the first that checks libraries, the last of TypeScript 5, and the newest. */
const FOR_EVERY_CHANGE = ["typescript-5.0", "typescript-5.4", "typescript-5.9", "typescript-7.0"];

/** Every compiler that package.json beside this file names, with every setting. */
export const compilers: Consumer[] = Object.keys(packageJson.dependencies)
  .filter((name) => name.startsWith("typescript-"))
  .flatMap((compiler) => SETTINGS.map((setting) => consumer(compiler, setting)));

function consumer(compiler: string, setting: Setting): Consumer {
  const tsc = here(`node_modules/${compiler}/bin/tsc`);
  const skipLibCheck = Number(compiler.split("-")[1]) < CHECKS_LIBRARIES_FROM;
  return {
    name: `${compiler} ${setting.name}`,
    table: "compilers",
    row: "TypeScript",
    column: setting.column,
    project: "typescript",
    scheduled: !FOR_EVERY_CHANGE.includes(compiler),
    missing: missing(tsc, "install:consumers"),
    async run({ folder, env }) {
      const programs = await writePrograms(folder, setting.formats);
      await configure(folder, setting, programs, skipLibCheck);
      await execute([process.execPath, tsc], { cwd: folder });
      // Types can promise what isn't there, so what was compiled has to create its task.
      for (const program of programs)
        expectTask(await execute([process.execPath, `out/${program.replace(/ts$/, "js")}`], { cwd: folder, env }));
      return version([process.execPath, tsc], folder);
    },
  };
}

/** Writes every program of the project with the names that make it an ES module or CommonJS. */
async function writePrograms(folder: string, formats: string[]): Promise<string[]> {
  const sources = (await readdir(folder)).filter((file) => file.endsWith(".ts"));
  const programs = sources.flatMap((source) =>
    formats.map((format) => ({ source, name: source.replace(/ts$/, format) })),
  );
  for (const { source, name } of programs) await copyFile(join(folder, source), join(folder, name));
  return programs.map(({ name }) => name);
}

async function configure(folder: string, { module, lib, types }: Setting, files: string[], skipLibCheck: boolean) {
  await rm(join(folder, "out"), { recursive: true, force: true });
  const compilerOptions = {
    ...{ strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true, skipLibCheck },
    ...{ module, ...(module !== "commonjs" && { moduleResolution: module === "esnext" ? "bundler" : module }) },
    ...{ target: "es2022", lib: ["es2022", ...lib], types, rootDir: ".", outDir: "out" },
  };
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files }));
}
