import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { CommandError } from "../lib/command.ts";
import { compareVersions } from "./versions.ts";

/** A document to compare with, and what to call it. */
export interface Release {
  name: string;
  text: string;
}

export const DOCUMENT = "openapi/openapi.yaml";

/** The document of the newest release's tag in the checkout at `root`; undefined when nothing has been released yet. */
export function lastRelease(root: string): Release | undefined {
  const [newest] = git(root, "tag", "--list", "v*")
    .split("\n")
    .filter((tag) => /^v\d+\.\d+\.\d+$/.test(tag))
    .sort((a, b) => compareVersions(b, a));
  if (newest !== undefined) return named(root, newest);
  // CI services fetch the last commit alone unless asked otherwise, and "no tag" would mean nothing.
  if (git(root, "rev-parse", "--is-shallow-repository").trim() === "true")
    throw new CommandError(
      "This checkout is shallow and has no tags, so a release may be missing. Run: git fetch --tags --unshallow",
    );
  return undefined;
}

/** The document that `name` means: a file, or whatever names a commit. */
export function named(root: string, name: string): Release {
  const file = resolve(root, name);
  if (existsSync(file)) return { name, text: readFileSync(file, "utf8") };
  try {
    return { name, text: git(root, "show", `${name}:${DOCUMENT}`) };
  } catch {
    throw new CommandError(`${name} is neither a file nor a commit that has ${DOCUMENT} in it.`);
  }
}

function git(root: string, ...args: string[]): string {
  try {
    return execFileSync("git", args, {
      cwd: root,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
      maxBuffer: 2 ** 26,
    });
  } catch (error) {
    const { stderr, message } = error as { stderr?: string; message: string };
    throw new CommandError(`git ${args[0]} failed: ${stderr?.trim() || message}`);
  }
}
