import { execFile, spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { LANGUAGES, SAMPLES_DIR } from "../../scripts/bundle/code-samples.ts";

/** What TypeScript's samples are compiled and run with. */
export const CONFIGURATION = "tsconfig.json";
/** Compiling a program and its dependencies for the first time. */
export const BUILD_MS = 300_000;

export const samplesOf = (operationId: string): string[] => LANGUAGES.map(({ file }) => `${operationId}/${file}`);

export const kindOf = (file: string): string => file.split(".").at(-1) ?? "";

const path = (file: string) => fileURLToPath(new URL(file, SAMPLES_DIR));

/** How each kind of file is run. */
const COMMANDS: Record<string, (file: string) => [string, ...string[]]> = {
  sh: (file) => ["sh", path(file)],
  // As if the package were installed: its name stands for its source.
  ts: (file) => [process.execPath, "node_modules/tsx/dist/cli.mjs", `--tsconfig=${path(CONFIGURATION)}`, path(file)],
  mjs: (file) => [process.execPath, path(file)],
  py: (file) => ["python3", path(file)],
  go: (file) => ["go", "run", path(file)],
  java: (file) => ["java", path(file)],
  // It has dependencies, so it needs a project, which has a program for each file.
  rs: (file) => [
    "cargo",
    "run",
    "--quiet",
    "--manifest-path",
    "test/bundle/rust-sample/Cargo.toml",
    "--bin",
    bin(file),
  ],
  php: (file) => ["php", path(file)],
  rb: (file) => ["ruby", path(file)],
};

const bin = (file: string): string =>
  file.replace(/\/.*/, "").replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** What a machine may lack. */
const NEEDS: Record<string, string> = {
  sh: "curl",
  py: "python3",
  go: "go",
  java: "java",
  rs: "cargo",
  php: "php",
  rb: "ruby",
};

/** Whether a sample can't be run here. In CI there is no excuse. */
export function missing(file: string): boolean {
  const tool = NEEDS[kindOf(file)];
  const isThere = () => spawnSync("sh", ["-c", 'command -v "$0"', tool ?? ""]).status === 0;
  if (tool === undefined || process.env["CI"] || isThere()) return false;
  console.warn(`NOT RUN: openapi/samples/${file} needs ${tool}, which isn't installed.`);
  return true;
}

/** Runs a sample, and rejects when it fails. */
export function run(file: string, baseUrl: string, key: Record<string, string> = { HEFFL_API_KEY: "test-key" }) {
  const command = COMMANDS[kindOf(file)];
  if (command === undefined) throw new Error(`Nobody knows how to run ${file}.`);
  const [program, ...args] = command(file);
  const { PATH, HOME } = process.env; // compilers keep what they made at home
  return promisify(execFile)(program, args, {
    env: { PATH, HOME, ...key, HEFFL_BASE_URL: baseUrl },
  });
}

/** How a sample failed; undefined when it didn't. */
export const failureOf = (running: ReturnType<typeof run>) =>
  running.then(
    () => undefined,
    (error: { code: number; stdout: string; stderr: string }) => error,
  );
