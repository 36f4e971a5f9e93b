import { execFile, spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, inject, it, onTestFinished } from "vitest";
import { SAMPLES, SAMPLES_DIR } from "../../scripts/bundle/code-samples.ts";
import { answerExamples, requestExamples } from "../support/document.ts";
import { type Recorder, startRecorder } from "../support/recorder.ts";
import { heffl, startServer } from "../support/server.ts";

const CONFIGURATION = "tsconfig.json";
const files = Object.values(SAMPLES).flatMap((samples) => samples.map(({ file }) => file));
const shown = requestExamples.find(({ name }) => name === "followUpCall")?.value;
const answered = answerExamples.find(({ name }) => name === "followUpCall")?.value;

/** How each kind of file is run. */
const COMMANDS: Record<string, string[]> = {
  sh: ["sh"],
  // As if the package were installed: its name stands for its source.
  ts: [
    process.execPath,
    "node_modules/tsx/dist/cli.mjs",
    `--tsconfig=${fileURLToPath(new URL(CONFIGURATION, SAMPLES_DIR))}`,
  ],
  py: ["python3"],
};
/** What a machine may lack. */
const NEEDS: Record<string, string> = { sh: "curl", py: "python3" };

const kindOf = (file: string) => file.split(".").at(-1) ?? "";

/** Whether a sample can't be run here. In CI there is no excuse. */
function missing(file: string): boolean {
  const tool = NEEDS[kindOf(file)];
  if (tool === undefined || process.env["CI"] || spawnSync(tool, ["--version"]).status === 0) return false;
  console.warn(`NOT RUN: openapi/samples/${file} needs ${tool}, which isn't installed.`);
  return true;
}

function run(file: string, baseUrl: string) {
  const [command = "", ...args] = COMMANDS[kindOf(file)] ?? [];
  return promisify(execFile)(command, [...args, fileURLToPath(new URL(file, SAMPLES_DIR))], {
    env: { PATH: process.env["PATH"], HEFFL_API_KEY: "test-key", HEFFL_BASE_URL: baseUrl },
  });
}

async function recorder(): Promise<Recorder> {
  const started = await startRecorder(inject("prismUrl"));
  onTestFinished(() => started.close());
  return started;
}

it("every file in openapi/samples is shown with an operation", () => {
  expect(readdirSync(SAMPLES_DIR).sort()).toEqual([...files, CONFIGURATION].sort());
});

it.each(files)("%s names the address that a reader wants, and no key", (file) => {
  const text = readFileSync(new URL(file, SAMPLES_DIR), "utf8");
  // This client knows the address by itself.
  if (kindOf(file) !== "ts") expect(text).toContain("https://api.heffl.com/api/v2");
  expect(text).toContain("HEFFL_API_KEY");
});

describe.each(files)("%s", (file) => {
  it.skipIf(missing(file))("sends what the example beside it shows, and tells the new task", async () => {
    const { url, requests } = await recorder();
    const { stdout } = await run(file, url);

    expect(requests.map(({ method, path }) => `${method} ${path}`)).toEqual(["POST /tasks"]);
    expect(JSON.parse(requests[0]?.body ?? "")).toEqual(shown);
    expect(requests[0]?.headers).toMatchObject({ "x-api-key": "test-key", "content-type": "application/json" });
    expect(stdout).toContain(answered?.["id"]);
  });

  it.skipIf(missing(file))("fails when Heffl refuses, and shows why", async () => {
    const { url, received } = await startServer({ status: 401, body: heffl("UNAUTHORIZED", "No such key.") });
    const failure = await run(file, url).then(
      () => undefined,
      (error: { code: number; stdout: string; stderr: string }) => error,
    );
    expect(failure?.code).toBeGreaterThan(0);
    expect(`${failure?.stdout}${failure?.stderr}`).toContain("No such key.");
    expect(received).toHaveLength(1);
  });
});
