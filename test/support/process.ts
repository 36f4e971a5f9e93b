import { type ChildProcess, spawn } from "node:child_process";
import { constants } from "node:os";
import { onTestFinished } from "vitest";

export interface Ended {
  /** As a shell tells it: of one that a signal ended, 128 and the signal's number. */
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface Running {
  readonly pid: number;
  /** Resolves with everything printed so far, once `pattern` is in it. Rejects when the process ends without. */
  until(pattern: RegExp): Promise<string>;
  ended: Promise<Ended>;
  type(text: string): void;
  /** Ends its input. */
  endInput(): void;
  /** Sends a signal to the process and to those it has started. */
  signal(name: NodeJS.Signals): void;
}

export interface StartOptions {
  cwd: string;
  /** The whole environment, but for the paths at which programs are found. */
  env: Record<string, string>;
}

/** Starts a process in an environment that holds what is given and nothing of the developer's. Killed when the test has finished. */
export function startProcess(file: string, args: readonly string[], { cwd, env }: StartOptions): Running {
  const { PATH = "", HOME = "" } = process.env;
  const child: ChildProcess = spawn(file, args, { cwd, env: { PATH, HOME, ...env }, detached: true });
  const printed = { stdout: "", stderr: "" };
  const waiting = new Set<() => void>();
  let over = false;
  for (const stream of ["stdout", "stderr"] as const) {
    child[stream]?.setEncoding("utf8").on("data", (text: string) => {
      printed[stream] += text;
      for (const look of waiting) look();
    });
  }
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => {
      over = true;
      for (const look of waiting) look();
      resolve({ code: signal ? 128 + constants.signals[signal] : code, ...printed });
    });
  });
  const signal = (name: NodeJS.Signals) => {
    if (!over && child.pid !== undefined) process.kill(-child.pid, name);
  };
  onTestFinished(() => signal("SIGKILL"));
  child.stdin?.on("error", () => {}); // it may end before it has read all of its input
  return {
    pid: child.pid ?? Number.NaN,
    ended,
    until: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const all = printed.stdout + printed.stderr;
          if (pattern.test(all)) resolve(all);
          else if (over) reject(new Error(`It ended without ${pattern}:\n${all}`));
          else return;
          waiting.delete(look);
        };
        waiting.add(look);
        look();
      }),
    type: (text) => child.stdin?.write(text),
    endInput: () => child.stdin?.end(),
    signal,
  };
}

/** The same in a terminal of its own, which shows what both of its outputs say. */
export function startProcessInTerminal(file: string, args: readonly string[], { cwd, env }: StartOptions): Running {
  const line = [file, ...args].map((word) => `'${word}'`).join(" ");
  return startShellInTerminal(line, { cwd, env });
}

/** A line of a shell in a terminal of its own. */
export function startShellInTerminal(line: string, { cwd, env }: StartOptions): Running {
  const args = ["--quiet", "--return", "--command", line, "/dev/null"];
  return startProcess("script", args, { cwd, env: { TERM: "xterm-256color", ...env } });
}
