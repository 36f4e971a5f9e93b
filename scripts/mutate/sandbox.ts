import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, realpathSync } from "node:fs";
import { cp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { stringify } from "yaml";
import type { Json } from "../document.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const LEFT_OUT = new Set(["node_modules", ".git", "dist", "coverage"]);

/** A copy of the repository, in which the document can be changed without anybody seeing it. */
export class Sandbox {
  // Without links in its path: scripts compare their own with the one they were started by.
  readonly #folder = realpathSync(mkdtempSync(join(tmpdir(), "heffl-mutate-")));
  #running: ChildProcess | undefined;
  #closed = false;

  async fill(): Promise<void> {
    const folder = this.#folder;
    await cp(ROOT, folder, { recursive: true, filter: (path) => !LEFT_OUT.has(basename(path)) });
    await symlink(join(ROOT, "node_modules"), join(folder, "node_modules"));
    // The facts need no Prism, which the project's own configuration starts.
    await writeFile(
      join(folder, "facts.config.ts"),
      `export default { test: { include: ["test/document*.test.ts"] } };`,
    );
  }

  async write(document: Json): Promise<void> {
    const text = stringify(document, { aliasDuplicateObjects: false });
    await writeFile(join(this.#folder, "openapi/openapi.yaml"), text);
  }

  /** Runs a package's command. Resolves with whether it succeeded, and with what it said. */
  run([script = "", ...args]: string[]): Promise<{ ok: boolean; output: string }> {
    return new Promise((done, fail) => {
      // A group of its own, so that nothing that it starts can outlive it.
      const child = spawn(process.execPath, [join("node_modules", script), ...args], {
        cwd: this.#folder,
        detached: true,
        env: { ...process.env, CI: "1", NO_COLOR: "1" },
        stdio: ["ignore", "pipe", "pipe"],
      });
      this.#running = child;
      let output = "";
      for (const stream of [child.stdout, child.stderr])
        stream.setEncoding("utf8").on("data", (text: string) => {
          output += text;
        });
      child.once("error", fail);
      // Once closed, nobody is waiting any more.
      child.once("close", (code) => this.#closed || done({ ok: code === 0, output }));
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    const { pid, exitCode } = this.#running ?? {};
    if (pid !== undefined && exitCode === null)
      try {
        process.kill(-pid, "SIGKILL");
      } catch {
        // It ended by itself in the meantime.
      }
    await rm(this.#folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
