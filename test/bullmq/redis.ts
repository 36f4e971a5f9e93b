import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** As examples/bullmq/compose.yaml runs it. */
const DURABLE = "--appendonly yes --appendfsync always --maxmemory 512mb --maxmemory-policy noeviction --save ''";

export const hasRedis = (): boolean => spawnSync("redis-server", ["--version"]).status === 0;

export interface RedisServer {
  url: string;
  /** Ends it with SIGKILL, and starts it again with what it has on disk. */
  crash(): Promise<void>;
  close(): Promise<void>;
}

/** A Redis of its own, on a free port and in a folder that is removed at the end. */
export async function startRedis(): Promise<RedisServer> {
  const folder = await mkdtemp(join(tmpdir(), "heffl-redis-"));
  const port = await freePort();
  const flags = DURABLE.split(" ").map((flag) => (flag === "''" ? "" : flag));
  const start = async (): Promise<ChildProcess> => {
    const own = ["--port", `${port}`, "--bind", "127.0.0.1", "--dir", folder];
    const child = spawn("redis-server", [...own, ...flags], { stdio: ["ignore", "pipe", "inherit"] });
    for await (const text of child.stdout.setEncoding("utf8")) if (/Ready to accept/.test(text)) break;
    child.stdout.resume();
    return child;
  };
  const kill = async (child: ChildProcess): Promise<void> => {
    const ended = once(child, "exit");
    child.kill("SIGKILL");
    await ended;
  };
  let child = await start();
  return {
    url: `redis://127.0.0.1:${port}`,
    async crash() {
      await kill(child);
      child = await start();
    },
    async close() {
      await kill(child);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address !== null ? address.port : 0;
}
