import { type ChildProcess, spawn } from "node:child_process";
import { connect } from "node:net";
import { constants } from "node:os";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import packageJson from "../../package.json" with { type: "json" };

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** A key that must never be printed. */
export const KEY = "the-secret-key-of-somebody";

export interface Ended {
  /** As a shell tells it: of one that a signal ended, 128 and the signal's number. */
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface Script {
  /** Resolves with everything printed so far, once `pattern` is in it. Rejects when the script ends without. */
  until(pattern: RegExp): Promise<string>;
  ended: Promise<Ended>;
  type(text: string): void;
  /** Ctrl-C: the terminal sends the signal to npm's and the script's process alike. */
  interrupt(): void;
}

/** The name of a script of package.json, as after `npm run`. */
type Name = keyof typeof packageJson.scripts;

/** Runs a script as package.json does, in an environment that holds what is given and nothing of the developer's. */
export function start(name: Name, args: string[] = [], env: Record<string, string> = {}): Script {
  return run(process.execPath, [...argumentsOf(name), ...args], env);
}

/** The same in a terminal of its own. */
export function startInTerminal(name: Name, args: string[] = [], env: Record<string, string> = {}): Script {
  const line = [process.execPath, ...argumentsOf(name), ...args].map((word) => `'${word}'`).join(" ");
  return run("script", ["--quiet", "--return", "--command", line, "/dev/null"], { TERM: "xterm-256color", ...env });
}

/**
 * What package.json has Node run. The command `tsx` won't do: it kills a script that a signal hasn't ended within 60 ms, so
 * that on a busy machine the last words of one that was stopped get lost.
 */
function argumentsOf(name: Name): string[] {
  const [command, ...args] = packageJson.scripts[name].split(" ");
  if (command !== "node") throw new Error(`package.json should run ${name} by node: ${packageJson.scripts[name]}`);
  return args;
}

function run(file: string, args: string[], env: Record<string, string>): Script {
  const { PATH = "", HOME = "" } = process.env;
  const child: ChildProcess = spawn(file, args, { cwd: ROOT, env: { PATH, HOME, ...env }, detached: true });
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
  return {
    ended,
    until: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const all = printed.stdout + printed.stderr;
          if (pattern.test(all)) resolve(all);
          else if (over) reject(new Error(`The script ended without ${pattern}:\n${all}`));
          else return;
          waiting.delete(look);
        };
        waiting.add(look);
        look();
      }),
    type: (text) => child.stdin?.write(text),
    interrupt: () => signal("SIGINT"),
  };
}

/** Whether something listens at `url`. */
export function listens(url: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(url).port), "127.0.0.1");
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });
}
