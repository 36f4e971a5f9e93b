import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** Where the site under test says that it will be. */
export const BASE_URL = "https://docs.example.com/heffl/";

/** Builds the site as `npm run docs` does, into a folder of its own. The caller removes it. */
export async function buildSite(): Promise<Built> {
  const folder = mkdtempSync(join(tmpdir(), "heffl-site-"));
  const args = ["node_modules/tsx/dist/cli.mjs", "scripts/docs.ts", "--out", folder, "--base-url", BASE_URL];
  await promisify(execFile)(process.execPath, args, { cwd: ROOT });
  return {
    folder,
    pages: readdirSync(folder).filter((name) => name.endsWith(".html")),
    files: (readdirSync(folder, { recursive: true }) as string[]).filter((name) => name.includes(".")),
    read: (name) => readFileSync(join(folder, name), "utf8"),
    remove: () => rmSync(folder, { recursive: true }),
  };
}

export interface Built {
  folder: string;
  pages: string[];
  files: string[];
  read(name: string): string;
  remove(): void;
}
