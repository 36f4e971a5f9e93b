import { describe, expect, inject, it } from "vitest";
import { getExamples, listExamples } from "../support/document.ts";
import { heffl, type Received, startServer } from "../support/server.ts";
import { BUILD_MS, failureOf, kindOf, missing, run, samplesOf } from "./sample.ts";

const body = (examples: typeof getExamples, name: string) => examples.find((example) => example.name === name)?.value;
const task = body(getExamples, "completedCall");
const [firstPage, lastPage] = ["firstPage", "lastPage"].map((name) => body(listExamples, name));
/** Those without a JSON parser at hand show the answer as it is, and one page alone. */
const isPlain = (file: string) => ["sh", "java"].includes(kindOf(file));

/** What the mock of the document says of requests that another server has received. */
const statuses = (received: Received[]) =>
  Promise.all(
    received.map(async ({ path, headers }) => {
      const kept = { "x-api-key": String(headers["x-api-key"]) };
      const response = await fetch(`${inject("prismUrl")}${path}`, { headers: kept });
      await response.body?.cancel();
      return response.status;
    }),
  );

describe.each(samplesOf("getTask"))("%s", (file) => {
  it.skipIf(missing(file))("gets the task and tells its title", { timeout: BUILD_MS }, async () => {
    const { url, received } = await startServer({ body: task });
    const { stdout } = await run(file, url);
    expect(received).toMatchObject([{ method: "GET", path: "/tasks/tsk_2Jd8RyW6Lc", body: "" }]);
    expect(await statuses(received)).toEqual([200]);
    if (isPlain(file)) expect(JSON.parse(stdout)).toEqual(task);
    else expect(stdout.trim()).toBe("Call Acme about the renewal");
  });

  // curl shows what came, and leaves the reading to its caller.
  it.skipIf(missing(file) || kindOf(file) === "sh")(
    "takes no other answer for the task",
    { timeout: BUILD_MS },
    async () => {
      // The client takes any task for the one that it asked for.
      const answers = [
        { message: "Unauthorized" },
        ...(kindOf(file) === "ts" ? [] : [{ id: "tsk_other", title: "t" }]),
      ];
      const { url } = await startServer(...answers.map((body) => ({ body })));
      for (const _ of answers) await expect(run(file, url)).rejects.toThrow(/Not the task|HefflResponseError/);
    },
  );
});

describe.each(samplesOf("listTasks"))("%s", (file) => {
  it.skipIf(missing(file))(
    "lists the tasks of each page, and ends with the last one",
    { timeout: BUILD_MS },
    async () => {
      const { url, received } = await startServer({ body: firstPage }, { body: lastPage });
      const { stdout } = await run(file, url);
      const queries = received.map(({ path = "" }) => Object.fromEntries(new URL(path, url).searchParams));
      const [first, second] = [{ pageSize: "50" }, { pageSize: "50", cursor: "Zk3Xr8Lw1Tq" }];
      expect(queries).toEqual(isPlain(file) ? [first] : [first, second]);
      expect(received.map(({ method, path = "" }) => [method, new URL(path, url).pathname])).toEqual(
        queries.map(() => ["GET", "/tasks"]),
      );
      expect(new Set(await statuses(received))).toEqual(new Set([200]));
      if (isPlain(file)) expect(JSON.parse(stdout)).toEqual(firstPage);
      else
        expect(stdout.trim().split(/\r?\n/)).toEqual([
          "tsk_2Jd8RyW6Lc Call Acme about the renewal",
          "tsk_4Rm7VdK2Zs Send the signed contract",
          "tsk_1Wc5HnB8Qe Tidy up the lead list",
        ]);
    },
  );

  it.skipIf(missing(file) || kindOf(file) === "sh")(
    "takes nothing else for a page",
    { timeout: BUILD_MS },
    async () => {
      const answers = [{ message: "Unauthorized" }, { data: [] }, { meta: { nextCursor: null, hasMore: false } }];
      const { url } = await startServer(...answers.map((body) => ({ body })));
      for (const _ of answers) await expect(run(file, url)).rejects.toThrow(/Not a page|HefflResponseError/);
    },
  );
});

describe.each([...samplesOf("getTask"), ...samplesOf("listTasks")])("%s", (file) => {
  it.skipIf(missing(file))("sends nothing without a key", { timeout: BUILD_MS }, async () => {
    const { url, received } = await startServer();
    await expect(run(file, url, {})).rejects.toThrow();
    expect(received).toEqual([]);
  });

  it.skipIf(missing(file))("fails when Heffl refuses, and shows why", { timeout: BUILD_MS }, async () => {
    const { url, received } = await startServer({ status: 404, body: heffl("NOT_FOUND", "No such task.") });
    const failure = await failureOf(run(file, url));
    expect(failure?.code).toBeGreaterThan(0);
    expect(`${failure?.stdout}${failure?.stderr}`).toContain("No such task.");
    expect(received).toHaveLength(1);
  });
});
