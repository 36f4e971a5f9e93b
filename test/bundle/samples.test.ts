import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, inject, it, onTestFinished } from "vitest";
import { LANGUAGES, SAMPLES_DIR } from "../../scripts/bundle/code-samples.ts";
import { answerExamples, requestExamples } from "../support/document.ts";
import { type Recorder, startRecorder } from "../support/recorder.ts";
import { heffl, startServer } from "../support/server.ts";
import { BUILD_MS, CONFIGURATION, failureOf, kindOf, missing, run, samplesOf } from "./sample.ts";

const OPERATIONS = ["createTask", "getTask", "listTasks"];
const files = samplesOf("createTask");
const shown = requestExamples.find(({ name }) => name === "followUpCall")?.value;
const answered = answerExamples.find(({ name }) => name === "followUpCall")?.value;

async function recorder(): Promise<Recorder> {
  const started = await startRecorder(inject("prismUrl"));
  onTestFinished(() => started.close());
  return started;
}

it("every file in openapi/samples is shown with an operation", () => {
  expect(readdirSync(SAMPLES_DIR).sort()).toEqual([...OPERATIONS, CONFIGURATION].sort());
  for (const operation of OPERATIONS)
    expect(readdirSync(new URL(operation, SAMPLES_DIR)).sort()).toEqual(LANGUAGES.map(({ file }) => file).sort());
});

it.each(OPERATIONS.flatMap(samplesOf))("%s names the address that a reader wants, and no key", (file) => {
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
    const failure = await failureOf(run(file, url));
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
