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

const path = (file: string) => fileURLToPath(new URL(file, SAMPLES_DIR));

/** How each kind of file is run. */
const COMMANDS: Record<string, (file: string) => [string, ...string[]]> = {
  sh: (file) => ["sh", file],
  // As if the package were installed: its name stands for its source.
  ts: (file) => [process.execPath, "node_modules/tsx/dist/cli.mjs", `--tsconfig=${path(CONFIGURATION)}`, file],
  mjs: (file) => [process.execPath, file],
  py: (file) => ["python3", file],
  go: (file) => ["go", "run", file],
  java: (file) => ["java", file],
  // It has dependencies, so it needs a project, which names the file.
  rs: () => ["cargo", "run", "--quiet", "--manifest-path", "test/bundle/rust-sample/Cargo.toml"],
  php: (file) => ["php", file],
  rb: (file) => ["ruby", file],
};
/** What a machine may lack. */
const NEEDS: Record<string, string> = {
  sh: "curl",
  py: "python3",
  go: "go",
  java: "java",
  rs: "cargo",
  php: "php",
  rb: "ruby",
};
/** Compiling a program and its dependencies for the first time. */
const BUILD_MS = 300_000;

const kindOf = (file: string) => file.split(".").at(-1) ?? "";

/** Whether a sample can't be run here. In CI there is no excuse. */
function missing(file: string): boolean {
  const tool = NEEDS[kindOf(file)];
  const isThere = () => spawnSync("sh", ["-c", 'command -v "$0"', tool ?? ""]).status === 0;
  if (tool === undefined || process.env["CI"] || isThere()) return false;
  console.warn(`NOT RUN: openapi/samples/${file} needs ${tool}, which isn't installed.`);
  return true;
}

function run(file: string, baseUrl: string, key: Record<string, string> = { HEFFL_API_KEY: "test-key" }) {
  const command = COMMANDS[kindOf(file)];
  if (command === undefined) throw new Error(`Nobody knows how to run ${file}.`);
  const [program, ...args] = command(path(file));
  const { PATH, HOME } = process.env; // compilers keep what they made at home
  return promisify(execFile)(program, args, {
    env: { PATH, HOME, ...key, HEFFL_BASE_URL: baseUrl },
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
  // The client knows the address by itself.
  if (kindOf(file) !== "ts") expect(text).toContain("https://api.heffl.com/api/v2");
  expect(text).toContain("HEFFL_API_KEY");
});

describe.each(files)("%s", (file) => {
  it.skipIf(missing(file))(
    "sends what the example beside it shows, and tells the new task",
    { timeout: BUILD_MS },
    async () => {
      const { url, requests } = await recorder();
      const { stdout } = await run(file, url);

      expect(requests.map(({ method, path }) => `${method} ${path}`)).toEqual(["POST /tasks"]);
      expect(JSON.parse(requests[0]?.body ?? "")).toEqual(shown);
      expect(requests[0]?.headers).toMatchObject({ "x-api-key": "test-key", "content-type": "application/json" });
      // Those without a JSON parser at hand show the answer as it is.
      if (["sh", "java"].includes(kindOf(file))) expect(JSON.parse(stdout).id).toBe(answered?.["id"]);
      else expect(stdout.trim()).toBe(answered?.["id"]);
    },
  );

  it.skipIf(missing(file))("sends nothing without a key", { timeout: BUILD_MS }, async () => {
    const { url, requests } = await recorder();
    await expect(run(file, url, {})).rejects.toThrow();
    expect(requests).toEqual([]);
  });

  it.skipIf(missing(file))("fails when Heffl refuses, and shows why", { timeout: BUILD_MS }, async () => {
    const { url, received } = await startServer({ status: 401, body: heffl("UNAUTHORIZED", "No such key.") });
    const failure = await run(file, url).then(
      () => undefined,
      (error: { code: number; stdout: string; stderr: string }) => error,
    );
    expect(failure?.code).toBeGreaterThan(0);
    expect(`${failure?.stdout}${failure?.stderr}`).toContain("No such key.");
    expect(received).toHaveLength(1);
  });

  // curl shows what came, and leaves the reading to its caller.
  it.skipIf(missing(file) || kindOf(file) === "sh")(
    "doesn't take a 200 for a task that says it is an error, or that has no ID",
    { timeout: BUILD_MS },
    async () => {
      const answers = [
        { id: "req_1", error: { code: "FORBIDDEN", message: "No." } },
        { id: "req_1", errors: ["No."] },
        { id: "req_1", success: false },
        { message: "Unauthorized" },
      ];
      const { url } = await startServer(...answers.map((body) => ({ body })));
      for (const _ of answers) await expect(run(file, url)).rejects.toThrow(/The task may exist/);
    },
  );

  it.skipIf(missing(file))("takes it for a task where error and errors are empty", { timeout: BUILD_MS }, async () => {
    const body = { id: "tsk_7", title: "t", error: null, errors: [], success: true };
    const { url } = await startServer({ body });
    expect((await run(file, url)).stdout).toContain("tsk_7");
  });
});
