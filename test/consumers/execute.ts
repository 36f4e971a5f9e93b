import { type ChildProcess, spawn } from "node:child_process";
import { Failure } from "./consumer.ts";

const TIMEOUT_MS = 180_000;

export interface Execution {
  cwd: string;
  env?: Record<string, string>;
  /** Default: 180,000. */
  timeoutMs?: number;
}

const running = new Set<ChildProcess>();
process.on("exit", () => running.forEach(end));

/** Starts a command that is ended with this process at the latest. */
export function start(command: readonly string[], { cwd, env }: Execution): ChildProcess {
  const [file = "", ...args] = command;
  // In a group of its own, so that what it starts can be ended with it.
  const child = spawn(file, args, {
    cwd,
    env: { ...process.env, NO_COLOR: "1", ...env },
    stdio: "pipe",
    detached: true,
  });
  child.stdin?.end();
  running.add(child);
  child.on("close", () => running.delete(child));
  return child;
}

/** Ends a command and what it started. */
export function end(child: ChildProcess): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, "SIGTERM");
  } catch {
    // It has ended by itself.
  }
}

/** Runs a command to its end and resolves with its standard output. Rejects with all that it said when it failed. */
export async function execute(command: readonly string[], execution: Execution): Promise<string> {
  const child = start(command, execution);
  const timer = setTimeout(end, execution.timeoutMs ?? TIMEOUT_MS, child);
  let output = "";
  let all = "";
  child.stdout?.setEncoding("utf8").on("data", (text: string) => {
    output += text;
    all += text;
  });
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    all += text;
  });
  const status = await new Promise<number | string | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => resolve(code ?? signal));
  }).finally(() => clearTimeout(timer));
  if (status !== 0) throw new Failure(`${command.join(" ")} ended with ${status}:\n${tail(all)}`);
  return output;
}

/** The first thing like a version in what `--version` prints. */
export async function version(command: readonly string[], cwd: string): Promise<string> {
  return /\d[\w.-]+/.exec(await execute([...command, "--version"], { cwd }))?.[0] ?? "of unknown version";
}

const tail = (text: string): string => text.trim().split("\n").slice(-40).join("\n");
