import { spawn } from "node:child_process";
import { createWriteStream } from "node:fs";
import { mkdir, readFile, rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { type Driver, drive } from "./drive.ts";
import type { Tool } from "./tool.ts";

export interface Result {
  tool: Tool;
  passed: number;
  tried: number;
  /** What went wrong that isn't listed as expected, a closed gap included. */
  problems: string[];
  seconds: number;
}

/** Builds what a tool makes of the document from clean, tries it, and compares with what is expected of it. */
export async function runTool(tool: Tool, mockUrl: string): Promise<Result> {
  const started = performance.now();
  const seconds = () => (performance.now() - started) / 1000;
  const build = `${tool.folder}/build`;
  await rm(build, { recursive: true, force: true });
  await mkdir(build, { recursive: true });
  const env = {
    ...process.env,
    BUILD: build,
    DOCUMENT: fileURLToPath(new URL(`../../dist/${tool.document}`, import.meta.url)),
  };

  const built = await run(tool, "build.sh", env);
  if (built !== 0) {
    const problems = [`build.sh ended with ${built}:\n${tail(await readFile(`${build}/build.sh.log`, "utf8"))}`];
    return { tool, passed: 0, tried: 0, problems, seconds: seconds() };
  }

  const driver: Driver = async (input) => {
    const reports = new Map<string, Record<string, unknown>>();
    const text = input.map((line) => `${JSON.stringify(line)}\n`).join("");
    const status = await run(tool, "drive.sh", env, text, (line) => {
      const { name, ...report } = JSON.parse(line);
      reports.set(name, report);
    });
    return { reports, status };
  };
  const { tried, failures, status } = await drive(tool, driver, mockUrl);
  const problems = compare(tool, failures);
  if (status !== 0)
    problems.push(`drive.sh ended with ${status}:\n${tail(await readFile(`${build}/drive.sh.log`, "utf8"))}`);
  return { tool, passed: tried - failures.size, tried, problems, seconds: seconds() };
}

function compare(tool: Tool, failures: Map<string, string>): string[] {
  const expected = new Set(tool.expected.flatMap(({ vectors }) => vectors));
  const unexpected = [...failures]
    .filter(([name]) => !expected.has(name))
    .map(([name, why]) => `${name}: ${why.slice(0, 300)}`);
  const closed = [...expected].filter((name) => !failures.has(name));
  return [...unexpected, ...closed.map((name) => `${name}: passes now; take it out of "expected" in client.json`)];
}

/** Runs a script of the tool's folder; what it says goes to a log, or line by line to `onLine`. */
async function run(
  tool: Tool,
  script: string,
  env: NodeJS.ProcessEnv,
  input = "",
  onLine?: (line: string) => void,
): Promise<number | null> {
  const child = spawn("bash", [script], { cwd: tool.folder, env, stdio: ["pipe", "pipe", "pipe"] });
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
