import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "csv-parse/sync";
import { onTestFinished } from "vitest";
import { type Ended, type Running, startProcess, startShellInTerminal } from "../support/process.ts";
import type { CreateStep, StoredTask, TaskServer } from "../support/task-server.ts";

export type { Ended, Running };

const CLI = fileURLToPath(new URL("../../dist/cli.js", import.meta.url));

export interface CommandOptions {
  /** Beside HEFFL_API_KEY, which has a key for tests unless it is given. */
  env?: Record<string, string> | undefined;
  cwd: string;
}

const completed = ({ env, cwd }: CommandOptions) => ({ cwd, env: { HEFFL_API_KEY: "test-key", ...env } });

/** Starts the built command as a program does: without a terminal. */
export const start = (args: readonly string[], options: CommandOptions): Running =>
  startProcess(process.execPath, [CLI, ...args], completed(options));

/** Runs the built command to its end, with `input` on its stdin. */
export async function run(
  args: readonly string[],
  { input = "", ...options }: CommandOptions & { input?: string },
): Promise<Ended> {
  const running = start(args, options);
  running.type(input);
  running.endInput();
  return running.ended;
}

/** Starts a line of a shell in which `heffl` is the built command. */
export const startShell = (line: string, options: CommandOptions): Running =>
  startProcess("bash", ["-c", `${HEFFL}\n${line}`], completed(options));

/** The same to its end. */
export const runShell = (line: string, options: CommandOptions): Promise<Ended> => startShell(line, options).ended;

/** The same in a terminal, as a person types it. */
export const startInTerminal = (line: string, options: CommandOptions): Running =>
  startShellInTerminal(`bash -c '${HEFFL}\n${line}'`, completed(options));

const HEFFL = `NODE="${process.execPath}" CLI="${CLI}"; heffl() { "$NODE" "$CLI" "$@"; }`;

/** What a person types to end a program, or its input. */
export const CTRL_C = "\x03";
export const CTRL_D = "\x04";

/** A folder that is gone when the test has finished. */
export function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "heffl-cli-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export const titles = (count: number): string[] => Array.from({ length: count }, (_, n) => `row ${n}`);

/** A folder with a file `rows.csv`, and the environment that leads to the server. */
export function makePlace(server: { url: string }, count: number): { cwd: string; env: Record<string, string> } {
  const cwd = makeFolder();
  writeFileSync(join(cwd, "rows.csv"), ["title", ...titles(count), ""].join("\n"));
  return { cwd, env: { HEFFL_BASE_URL: server.url, HEFFL_RATE_LIMIT: "0" } };
}

/** Creates that make their tasks, but are answered only when the test says so. */
export function holdCreates(count: number) {
  const responses: ServerResponse[] = [];
  const tasks: StoredTask[] = [];
  let tellAll = () => {};
  const all = new Promise<void>((resolve) => (tellAll = resolve));
  const reply = (response: ServerResponse, task: StoredTask) => {
    tasks.push(task);
    if (responses.push(response) === count) tellAll();
  };
  const answer = (n: number) => responses[n]?.end(JSON.stringify(tasks[n]));
  return {
    steps: Array.from({ length: count }, (): CreateStep => ({ reply })),
    /** The tasks of those that came so far. */
    tasks,
    /** Resolves when all of them are under way. */
    all,
    answer,
    answerAll: () => tasks.forEach((_, n) => void answer(n)),
  };
}

/** The titles of the tasks that exist, sorted as {@link titles} are. */
export const createdTitles = ({ tasks }: Pick<TaskServer, "tasks">): string[] =>
  tasks.map(({ title }) => `${title}`).sort((a, b) => Number(a.slice(4)) - Number(b.slice(4)));

/** The rows of a report, by the names of its columns. */
export const readReport = (path: string): Record<string, string>[] =>
  parse(readFileSync(path), { bom: true, columns: true });

/** How many of something there are, by what `of` says. */
export function countBy<T>(all: readonly T[], of: (one: T) => string | undefined): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const one of all) counts[`${of(one)}`] = (counts[`${of(one)}`] ?? 0) + 1;
  return counts;
}

/** How many rows of the report `out.csv` have which outcome. */
export const outcomes = (cwd: string): Record<string, number> =>
  countBy(readReport(join(cwd, "out.csv")), ({ heffl_outcome }) => heffl_outcome);
