import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";

export interface LimitTrialResult {
  requests: number;
  /** The most requests that the server saw in any 60 seconds. */
  most: number;
}

const CHILD = fileURLToPath(new URL("./child.mjs", import.meta.url));
const WINDOW_MS = 60_000;

/**
 * Creates tasks at a limit in real time, and watches the server: the process is killed and started again, then halted and let go
 * on, so that what it has saved up would come at once.
 */
export async function runLimitTrial(perMinute: number, minutes: number): Promise<LimitTrialResult> {
  const folder = await mkdtemp(join(tmpdir(), "heffl-limit-"));
  const arrivals: number[] = [];
  const server = createServer((request, response) => {
    arrivals.push(performance.now());
    request.resume().on("end", () => {
      const id = `tsk_${arrivals.length}`;
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ id, number: "1" }));
    });
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const given = { url, journal: join(folder, "journal"), rows: perMinute * minutes * 2, concurrency: 8, perMinute };
  const begin = (): ChildProcess => spawn(process.execPath, [CHILD, JSON.stringify(given)], { stdio: "ignore" });
  const part = (minutes * 60_000) / 6;
  try {
    let child = begin();
    await pause(2 * part);
    child.kill("SIGKILL");
    await once(child, "close");
    child = begin();
    await pause(part);
    child.kill("SIGSTOP");
    await pause(part);
    child.kill("SIGCONT");
    await pause(2 * part);
    child.kill("SIGKILL");
    await once(child, "close");
  } finally {
    server.close();
    server.closeAllConnections();
    await rm(folder, { recursive: true, force: true });
  }
  const most = arrivals.map((begun, n) => arrivals.slice(n).findIndex((time) => time >= begun + WINDOW_MS));
  const inWindow = most.map((count, n) => (count < 0 ? arrivals.length - n : count));
  return { requests: arrivals.length, most: Math.max(0, ...inWindow) };
}
