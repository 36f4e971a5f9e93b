import { type ChildProcess, fork } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Heffl } from "../../src/index.ts";
import { undiciTransport } from "../../src/undici.ts";
import type { Told } from "../faults/trial.ts";
import type { Finding } from "./finding.ts";
import { compare, inParallel, toldOf } from "./told.ts";

/** Creates at a server that is killed and started again every 0.3 s, for so many seconds. */
export async function killedServer(seconds: number, onProgress: (done: number) => void): Promise<Finding> {
  const folder = mkdtempSync(join(tmpdir(), "killed-server-"));
  const file = join(folder, "tasks");
  writeFileSync(file, "");
  const port = await freePort();
  const transport = undiciTransport({ connections: 16 });
  const options = { apiKey: "test-key-of-nobody", baseUrl: `http://127.0.0.1:${port}`, timeoutMs: 1000 };
  const clients = [new Heffl(options), new Heffl({ ...options, fetch: transport })] as const;
  const told = new Map<string, Told>();
  const raw: string[] = [];
  const endsAt = performance.now() + seconds * 1000;

  const isOn = () => performance.now() < endsAt;
  const killing = (async () => {
    while (isOn()) {
      const child = await start(port, file);
      await new Promise((resolve) => setTimeout(resolve, 300));
      await kill(child);
    }
  })();
  await inParallel(isOn, 16, async (index) => {
    const { tasks } = clients[index % 2 === 0 ? 0 : 1];
    const call = tasks.create({ title: `${index}` }, { maxRetries: index % 4 });
    told.set(`${index}`, await toldOf(call, (error) => raw.push(`${index}: ${error}`)));
    onProgress(told.size);
  });
  await killing;
  await transport.close();

  const created = new Map<string, string[]>();
  for (const line of readFileSync(file, "utf8").split("\n").filter(Boolean)) {
    const [title = "", id = ""] = line.split(" ");
    created.set(title, [...(created.get(title) ?? []), id]);
  }
  rmSync(folder, { recursive: true });
  const found = compare(told, (key) => created.get(key) ?? []);
  return { ...found, wrong: [...found.wrong, ...raw] };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function start(port: number, file: string): Promise<ChildProcess> {
  const script = fileURLToPath(new URL("./killable-server.mjs", import.meta.url));
  const child = fork(script, [`${port}`, file], { execArgv: [] });
  return new Promise((resolve, reject) => {
    child.once("message", () => resolve(child));
    child.once("exit", (code) => reject(new Error(`The server ended with ${code}.`)));
  });
}

function kill(child: ChildProcess): Promise<void> {
  child.removeAllListeners("exit");
  return new Promise((resolve) => {
    child.once("exit", () => resolve());
    child.kill("SIGKILL");
  });
}
