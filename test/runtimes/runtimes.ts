import { spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { HefflOptions } from "../../src/index.ts";
import type { Told } from "../faults/trial.ts";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Where the registry's packages keep a runtime's binary: in a package for each platform. */
function binary(scope: string, file: string): string | undefined {
  try {
    const [platform] = readdirSync(here(`node_modules/${scope}`));
    return platform && here(`node_modules/${scope}/${platform}/${file}`);
  } catch {
    return undefined;
  }
}

/** The command that executes a module in each runtime; undefined where it isn't installed. */
export const RUNTIMES: Record<"deno" | "bun", string[] | undefined> = {
  deno: command(binary("@deno", "deno"), ["run", "--allow-all"]),
  bun: command(binary("@oven", "bin/bun"), []),
};

function command(path: string | undefined, args: string[]): string[] | undefined {
  return path === undefined ? undefined : [path, ...args];
}

export interface Job {
  baseUrl: string;
  titles: string[];
  options?: HefflOptions;
  concurrency?: number;
}

/** Creates tasks in another runtime, with the built package, and returns what its callers were told. */
export async function createIn(runtime: string[], job: Job): Promise<Map<string, Told & { message?: string }>> {
  const [file = "", ...args] = runtime;
  const child = spawn(file, [...args, here("driver.mjs")], { stdio: ["pipe", "pipe", "pipe"] });
  child.stdin.end(
    JSON.stringify({ module: new URL("../../dist/index.js", import.meta.url).href, concurrency: 1, ...job }),
  );
  const [output, errors, status] = await Promise.all([
    read(child.stdout),
    read(child.stderr),
    new Promise<number | null>((resolve) => child.on("close", resolve)),
  ]);
  if (status !== 0) throw new Error(`${file} ended with ${status}: ${errors}`);
  const lines = output.split("\n").filter(Boolean);
  return new Map(lines.map((line) => JSON.parse(line)).map(({ title, told }) => [title, told]));
}

async function read(stream: NodeJS.ReadableStream): Promise<string> {
  let text = "";
  for await (const chunk of stream.setEncoding("utf8")) text += chunk;
  return text;
}
