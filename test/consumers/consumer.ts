import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** A tiny project that installs the packed package and uses it, in one runtime or with one tool. */
export interface Consumer {
  /** Words on the command line are looked for in it. */
  name: string;
  /** Where its result stands in docs/consumers.md. The version that ran is added to the row's name. */
  table: "runtimes" | "compilers" | "projects" | "tools" | "resending";
  row: string;
  column: string;
  /** A folder beside this file that is copied and gets the package installed. Consumers may share one. */
  project:
    | ("plain" | "undici" | "worker" | "page" | "resending" | "typescript" | "none")
    | ("jest" | "vitest" | "vue" | "next-14" | "next-16" | "eslint" | "browserify" | "pnpm" | "yarn-pnp");
  /** The folder is only copied, since this consumer's package manager isn't npm. */
  installs?: true;
  /** Whether it only runs on a schedule, because it takes long and another of its kind runs for every change. */
  scheduled?: boolean;
  /** What isn't installed here, and how to get it. */
  missing: string | undefined;
  /** Resolves with the version that ran; rejects with a {@link Failure}. */
  run(place: Place): Promise<string>;
}

export interface Place {
  /** The project, with the package in its node_modules. */
  folder: string;
  tarball: string;
  /** What a consumer finds in its environment. */
  env: { HEFFL_API_KEY: string; HEFFL_BASE_URL: string };
}

/** What a consumer did wrong, told without a stack: it lies not in this code. */
export class Failure extends Error {}

/** The id of the document's example, with which the mock answers. */
const TASK_ID = "tsk_2Jd8RyW6Lc";

/** Throws unless a consumer has printed the created task's id and nothing else. */
export function expectTask(output: string): void {
  if (output.trim() !== TASK_ID) throw new Failure(`It printed ${JSON.stringify(output)} and not ${TASK_ID}.`);
}

/** The version of a package that a project has. */
export function installedVersion(folder: string, name: string): string {
  return JSON.parse(readFileSync(join(folder, "node_modules", name, "package.json"), "utf8")).version;
}

/** A file of this folder, most often of what `npm run install:consumers` installs. */
export const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** A {@link Consumer}'s `missing`: undefined where the file is there. */
export function missing(path: string | undefined, script: "install:consumers" | "install:runtimes") {
  return path !== undefined && existsSync(path) ? undefined : `not installed: \`npm run ${script}\` installs it.`;
}
