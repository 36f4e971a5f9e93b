import { spawn } from "node:child_process";
import { createWriteStream } from "node:fs";
import { mkdir, readFile, rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { GeneratedClient } from "./client.ts";
import { startVectorServer } from "./vector-server.ts";
import { VECTORS } from "./vectors.ts";
import { API_KEY, judge, type Report } from "./verdict.ts";

export interface Result {
  client: GeneratedClient;
  passed: number;
  /** What went wrong that isn't listed as expected, a closed gap included. */
  problems: string[];
  seconds: number;
}

/** Generates and builds a client from clean, drives it through every vector, and compares with what is expected of it. */
export async function runClient(client: GeneratedClient, mockUrl: string): Promise<Result> {
  const started = performance.now();
  const seconds = () => (performance.now() - started) / 1000;
  const build = `${client.folder}/build`;
  await rm(build, { recursive: true, force: true });
  await mkdir(build, { recursive: true });
  const env = {
    ...process.env,
    BUILD: build,
    DOCUMENT: fileURLToPath(new URL(`../../dist/${client.document}`, import.meta.url)),
  };

  const status = await run(client, "build.sh", env);
  if (status !== 0) {
    const log = await readFile(`${build}/build.sh.log`, "utf8");
    return { client, passed: 0, problems: [`build.sh ended with ${status}:\n${tail(log)}`], seconds: seconds() };
  }

  const server = await startVectorServer(mockUrl);
  try {
    const lines = VECTORS.map(({ name, body }) =>
      JSON.stringify({ name, baseUrl: server.baseUrl(name), apiKey: API_KEY, body }),
    );
    const reports = new Map<string, Report>();
    const driven = await run(client, "drive.sh", env, `${lines.join("\n")}\n`, (line) => {
      const { name, ...report } = JSON.parse(line) as Report & { name: string };
      reports.set(name, report);
    });
    const failures = new Map<string, string>();
    for (const vector of VECTORS) {
      const why = judge(vector, reports.get(vector.name), server.exchanges(vector.name));
      if (why !== undefined) failures.set(vector.name, why);
    }
    const problems = compare(client, failures);
    if (driven !== 0)
      problems.push(`drive.sh ended with ${driven}:\n${tail(await readFile(`${build}/drive.sh.log`, "utf8"))}`);
    return { client, passed: VECTORS.length - failures.size, problems, seconds: seconds() };
  } finally {
    await server.close();
  }
}

function compare(client: GeneratedClient, failures: Map<string, string>): string[] {
  const expected = new Set(client.expected.flatMap(({ vectors }) => vectors));
  const unexpected = [...failures].filter(([name]) => !expected.has(name)).map(([name, why]) => `${name}: ${why}`);
  const closed = [...expected].filter((name) => !failures.has(name));
  return [...unexpected, ...closed.map((name) => `${name}: passes now; take it out of "expected" in client.json`)];
}

/** Runs a script of the client's folder; what it says goes to a log, or line by line to `onLine`. */
async function run(
  client: GeneratedClient,
  script: string,
  env: NodeJS.ProcessEnv,
  input = "",
  onLine?: (line: string) => void,
): Promise<number | null> {
  const child = spawn("bash", [script], { cwd: client.folder, env, stdio: ["pipe", "pipe", "pipe"] });
  const log = createWriteStream(`${env["BUILD"]}/${script}.log`);
  child.stderr.pipe(log, { end: false });
  child.stdin.on("error", () => {}).end(input);
  if (onLine === undefined) child.stdout.pipe(log, { end: false });
  else {
    let text = "";
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk;
    });
    child.on("close", () => {
      for (const line of text.split("\n").filter(isReport)) onLine(line);
    });
  }
  const status = await new Promise<number | null>((resolve) => child.on("close", resolve));
  await new Promise<void>((resolve) => log.end(resolve));
  return status;
}

const tail = (text: string): string => text.trim().split("\n").slice(-40).join("\n");

/** Other lines are the toolchain's own. */
function isReport(line: string): boolean {
  try {
    return typeof JSON.parse(line).name === "string";
  } catch {
    return false;
  }
}
