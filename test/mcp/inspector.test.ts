import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { lost, startTaskServer } from "../support/task-server.ts";
import { commandFor } from "./agent.ts";

const installed = (path: string) => fileURLToPath(new URL(`inspector/node_modules/${path}`, import.meta.url));
/** The inspector needs a newer Node than the command does. */
const NODE = installed(`node-22-${process.platform}-${process.arch}/bin/node`);
const INSPECTOR = installed("@modelcontextprotocol/inspector/clients/launcher/build/index.js");

/** What the inspector's command line prints, and its exit status, after it has started `heffl mcp` and called one method. */
function inspect(url: string, ...args: string[]): Promise<{ code: number; printed: unknown; stderr: string }> {
  const { command, args: own, env } = commandFor(url, []);
  const given = Object.entries(env).flatMap(([name, value]) => ["-e", `${name}=${value}`]);
  const all = [INSPECTOR, "--cli", ...given, command, ...own, ...args];
  const environment = { ...env, MCP_INSPECTOR_SECRET_STORE: "memory" };
  return new Promise((resolve) => {
    execFile(NODE, all, { env: environment }, (error, stdout, stderr) => {
      const code = typeof error?.code === "number" ? error.code : 0;
      resolve({ code, printed: stdout === "" ? undefined : JSON.parse(stdout), stderr });
    });
  });
}

describe("with the official inspector's command line", () => {
  if (!existsSync(NODE) || !existsSync(INSPECTOR)) {
    const how = "The inspector is not installed: `npm run install:inspector` installs it.";
    // On somebody's machine that is no mistake of theirs; in CI nobody would notice.
    if (process.env["CI"]) test("is installed", () => expect.unreachable(how));
    else test.skip(how);
    return;
  }

  test("the tools' schemas have no error, and only custom fields may have any value", async () => {
    const { url } = await startTaskServer();
    const { code, printed, stderr } = await inspect(url, "--method", "tools/list", "--strict");
    expect(code, stderr).toBe(0);
    expect(printed).toMatchObject({ tools: [{ name: "create_task" }, {}, {}, { name: "find_task" }] });
    expect(stderr).toMatch(/0 errors, 2 warnings/);
    expect(stderr.match(/Path: .*/g)).toEqual(Array(2).fill('Path: inputSchema.patternProperties["^cf_"]'));
  });

  const CREATE = ["--method", "tools/call", "--tool-name", "create_task", "--tool-arg"];

  test("tasks are created, refused, and reported as unknown", async () => {
    const server = await startTaskServer({ creates: [{}, { reply: lost }] });
    const created = await inspect(server.url, ...CREATE, "title=Call Acme", 'tagIds=["tag_a"]');
    expect(created).toMatchObject({
      code: 0,
      printed: { structuredContent: { outcome: "created", task: { id: "tsk_1" } } },
    });
    const refused = await inspect(server.url, ...CREATE, "title=Call Acme", "type=visit");
    const issues = [{ field: "type" }];
    expect(refused.printed).toMatchObject({ isError: true, structuredContent: { outcome: "not_created", issues } });
    const unknown = await inspect(server.url, ...CREATE, "title=Call Bolt");
    expect(unknown.printed).toMatchObject({ isError: true, structuredContent: { outcome: "unknown" } });
    expect(server.count("create")).toBe(2);
  });
});
