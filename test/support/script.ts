import { connect } from "node:net";
import { fileURLToPath } from "node:url";
import packageJson from "../../package.json" with { type: "json" };
import { type Ended, type Running, startProcess, startProcessInTerminal } from "./process.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** A key that must never be printed. */
export const KEY = "the-secret-key-of-somebody";

export type { Ended, Running as Script };

/** The name of a script of package.json, as after `npm run`. */
type Name = keyof typeof packageJson.scripts;

/** Runs a script as package.json does, in an environment that holds what is given and nothing of the developer's. */
export function start(name: Name, args: string[] = [], env: Record<string, string> = {}): Running {
  return startProcess(process.execPath, [...argumentsOf(name), ...args], { cwd: ROOT, env });
}

/** The same in a terminal of its own. */
export function startInTerminal(name: Name, args: string[] = [], env: Record<string, string> = {}): Running {
  return startProcessInTerminal(process.execPath, [...argumentsOf(name), ...args], { cwd: ROOT, env });
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

/** Whether something listens at `url`. */
export function listens(url: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(url).port), "127.0.0.1");
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });
}
