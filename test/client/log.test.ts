import { expect, test } from "vitest";
import { Heffl, type Logger } from "../../src/index.ts";
import { heffl, startServer } from "../support/server.ts";

function recordingLogger() {
  const lines: string[] = [];
  const at = (level: string) => (line: string) =>
    void lines.push(`${level} ${line.replace(/\d+ ms/g, "N ms").replace(/:\d+\//, ":PORT/")}`);
  const logger: Logger = { debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") };
  return { lines, logger };
}

test("a logger gets one line for each attempt: its result, what it proves, and what happens next", async () => {
  const { lines, logger } = recordingLogger();
  const server = await startServer(
    { status: 429, headers: { "retry-after": "0" }, body: heffl("TOO_MANY_REQUESTS") },
    {},
    { status: 500, body: heffl("INTERNAL_SERVER_ERROR") },
  );
  const client = new Heffl({ apiKey: "k", baseUrl: server.url, logger });
  await client.tasks.create({ title: "t" }).catch(() => {});
  await client.tasks.create({ title: "t" }).catch(() => {});
  await client.tasks.create({ title: "t" });
  expect(lines).toEqual([
    "warn heffl: POST http://127.0.0.1:PORT/tasks attempt 1: 429 in N ms, not_created; again in N ms",
    "error heffl: POST http://127.0.0.1:PORT/tasks attempt 2: 200 in N ms, unknown; no retry (not retryable)",
    "error heffl: POST http://127.0.0.1:PORT/tasks attempt 1: 500 in N ms, unknown; no retry (not retryable)",
    "info heffl: POST http://127.0.0.1:PORT/tasks attempt 1: 200 in N ms, created",
  ]);
});
