import { mkdtempSync, rmSync } from "node:fs";
import { cp, mkdir, readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Consumer, Failure, here } from "./consumer.ts";
import { execute } from "./execute.ts";

/** Outside this checkout, so that nothing is found here that a user wouldn't have. Gone when this process ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "heffl-consumers-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

/** Builds the package and packs it, as it would be published. */
export async function pack(folder: string): Promise<string> {
  const cwd = here("../..");
  await execute(["npm", "run", "build"], { cwd });
  await execute(["npm", "pack", "--pack-destination", folder], { cwd });
  const file = (await readdir(folder)).find((name) => name.endsWith(".tgz"));
  if (file === undefined) throw new Failure("npm pack left no tarball.");
  return join(folder, file);
}

/** Installs the tarball into a copy of a project's folder, once for all consumers that share it. */
export class Projects {
  readonly #folder: string;
  readonly #tarball: string;
  readonly #installed = new Map<string, Promise<string>>();

  constructor(folder: string, tarball: string) {
    this.#folder = folder;
    this.#tarball = tarball;
  }

  install(consumer: Consumer): Promise<string> {
    const known = this.#installed.get(consumer.project) ?? this.#install(consumer);
    this.#installed.set(consumer.project, known);
    return known;
  }

  async #install({ project, installs }: Consumer): Promise<string> {
    const cwd = join(this.#folder, project);
    await mkdir(cwd);
    if (project === "none") return cwd;
    await cp(here(project), cwd, { recursive: true });
    if (installs) return cwd;
    await execute(["npm", "install", "--no-audit", "--no-fund", "--prefer-offline", this.#tarball], { cwd });
    return cwd;
  }
}
