import { type ChildProcess, fork } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { CommandError } from "../../scripts/lib/command.ts";
import type { Peer } from "../peers/peer.ts";
import { NEW_TASK } from "../peers/task.ts";
import type { Memory, Order, Reply } from "./client.ts";
import type { Length, Slice } from "./load.ts";
import type { Listening } from "./server.ts";

/** The folder of the build. */
export const DIST = fileURLToPath(new URL("../../dist", import.meta.url));
// Inside bench/node_modules, so that the packages of bench/ and of the project can be imported from there.
const OUT = fileURLToPath(new URL("../node_modules/.bench", import.meta.url));

/** The process of one peer. */
export interface Client {
  name: string;
  drive: (inFlight: number, length: Length) => Promise<Slice>;
  repeat: (inFlight: number, calls: number) => Promise<void>;
  memory: () => Promise<Memory>;
  stop: () => void;
}

const running = new Set<ChildProcess>();
const stopAll = () => {
  for (const child of running) child.kill("SIGKILL");
};

/** Starts a peer's process, and checks that it sends and receives the right task. */
export type Start = (peer: Peer, options?: { slowDownMicros?: number }) => Promise<Client>;

/** Runs `work` while a server is up, then ends every process that was started. */
export async function withServer<T>(dist: string, work: (start: Start) => Promise<T>): Promise<T> {
  if (!existsSync(`${dist}/index.js`)) throw new CommandError(`There is no build in ${dist}. Run npm run build.`);
  await prepare();
  try {
    const { url } = (await run("server", [], dist).first) as Listening;
    return await work((peer, { slowDownMicros = 0 } = {}) =>
      startClient(peer, url, run("client", [peer.name, url, `${slowDownMicros}`], dist)),
    );
  } finally {
    stopAll();
  }
}

/** Compiles server and client to JavaScript; otherwise the TypeScript loader would be measured with every peer. */
async function prepare(): Promise<void> {
  const entryPoints = ["server", "client"].map((name) => fileURLToPath(new URL(`${name}.ts`, import.meta.url)));
  const outExtension = { ".js": ".mjs" };
  await build({
    entryPoints,
    outdir: OUT,
    outExtension,
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
  });
  process.once("exit", stopAll);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.once(signal, () => {
      console.error("\nStopped; nothing was written.");
      process.exit(signal === "SIGINT" ? 130 : 143);
    });
  }
}

async function startClient(peer: Peer, url: string, { child, first }: Started): Promise<Client> {
  const unlessFailed = ({ failed, ...reply }: Reply): Reply => {
    if (failed !== undefined) throw new CommandError(failed);
    return reply;
  };
  const order = async (order: Order) => {
    const answered = next(child, peer.name);
    child.send(order);
    return unlessFailed((await answered) as Reply);
  };
  unlessFailed((await first) as Reply);
  const sent: unknown = await (await fetch(url)).json();
  if (JSON.stringify(sent) !== JSON.stringify(NEW_TASK))
    throw new CommandError(`${peer.name} sent a different body than it was given.`);
  return {
    name: peer.name,
    drive: async (inFlight, length) => (await order({ drive: { inFlight, length } })).slice as Slice,
    repeat: async (inFlight, calls) => void (await order({ repeat: { inFlight, calls } })),
    memory: async () => (await order("memory")).memory as Memory,
    stop: () => void child.kill("SIGKILL"),
  };
}

interface Started {
  child: ChildProcess;
  first: Promise<unknown>;
}

function run(name: string, args: string[], dist: string): Started {
  const env = { ...process.env, HEFFL_DIST: dist, HEFFL_LOG: "", NODE_OPTIONS: "" };
  const child = fork(`${OUT}/${name}.mjs`, args, { execArgv: ["--expose-gc"], env });
  running.add(child);
  child.once("exit", () => running.delete(child));
  return { child, first: next(child, args[0] ?? name) };
}

/** The next message. */
const next = (child: ChildProcess, name: string) =>
  new Promise<unknown>((resolve, reject) => {
    const ended = () => reject(new CommandError(`The process of ${name} ended.`));
    child.once("exit", ended);
    child.once("message", (message) => {
      child.off("exit", ended);
      resolve(message);
    });
  });
