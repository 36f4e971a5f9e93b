import { expect, test } from "vitest";
import { KEY } from "../support/script.ts";
import { heffl } from "../support/server.ts";
import { lost, startTaskServer } from "../support/task-server.ts";
import { callOf, runToEnd, startAgent, startWire } from "./agent.ts";

const list = { jsonrpc: "2.0", id: 99, method: "tools/list" };

test("the tools' annotations are true", async () => {
  const { url } = await startTaskServer();
  const { tools } = await (await startAgent(url)).client.listTools();
  const hints = tools.map(({ name, annotations }) => [name, annotations?.readOnlyHint, annotations?.idempotentHint]);
  expect(hints).toEqual([
    ["create_task", false, false],
    ["get_task", true, true],
    ["list_tasks", true, true],
    ["find_task", true, true],
  ]);
  for (const { annotations } of tools)
    expect(annotations).toMatchObject({ destructiveHint: false, openWorldHint: true });
  for (const { inputSchema, outputSchema } of tools) {
    expect(inputSchema["additionalProperties"]).toBe(false);
    expect(outputSchema?.required).toContain("next");
  }
});

test("with --read-only create_task isn't offered, and calling it creates nothing", async () => {
  const server = await startTaskServer();
  const agent = await startAgent(server.url, ["--read-only"]);
  const { tools } = await agent.client.listTools();
  expect(tools.map(({ name }) => name)).toEqual(["get_task", "list_tasks", "find_task"]);
  const result = await agent.call("create_task", { title: "Call Acme" });
  expect(result).toMatchObject({ isError: true });
  expect(result.next).toMatch(/no tool "create_task"/);
  expect(server.received).toEqual([]);
});

test("without a key the tools are listed, and calls say which variable is missing", async () => {
  const server = await startTaskServer();
  const agent = await startAgent(server.url, [], { HEFFL_API_KEY: "" });
  const result = await agent.call("create_task", { title: "Call Acme" });
  expect(result).toMatchObject({ isError: true, outcome: "not_created" });
  expect(result.message).toMatch(/HEFFL_API_KEY/);
  expect(agent.stderr()).toMatch(/HEFFL_API_KEY isn't set/);
  expect(server.received).toEqual([]);
});

test("the key is in no result and not on stderr, even if a task or Heffl's answer contains it", async () => {
  const echo = { status: 400, body: heffl("BAD_REQUEST", `The key ${KEY} can't do this.`) };
  const server = await startTaskServer({ creates: [{}, { made: false, reply: echo }, { reply: lost }] });
  const agent = await startAgent(server.url, [], { HEFFL_LOG: "debug" });
  const results = [
    await agent.call("create_task", { title: `Renew ${KEY}` }),
    await agent.call("create_task", { title: "Call Acme" }),
    await agent.call("create_task", { title: `Lost ${KEY}` }),
    await agent.call("create_task", { title: `Lost ${KEY}` }),
    await agent.call("list_tasks", {}),
    await agent.call("get_task", { id: KEY }),
    await agent.call(KEY, {}),
  ];
  expect(server.received.every(({ headers }) => headers["x-api-key"] === KEY)).toBe(true);
  expect(results[0]).toMatchObject({ task: { title: "Renew [redacted]" } });
  expect(JSON.stringify(results)).not.toContain(KEY);
  expect(agent.stderr()).toMatch(/POST/);
  expect(agent.stderr()).not.toContain(KEY);
});

test("lines that aren't messages are reported on stderr, and the next call is answered", async () => {
  const server = await startTaskServer();
  const wire = await startWire(server.url, [], { HEFFL_LOG: "debug" });
  for (const line of [
    "{",
    "null",
    "[]",
    '"text"',
    '{"jsonrpc":"1.0","id":1,"method":"tools/list"}',
    `{"id":"${KEY}"}`,
    "",
  ])
    wire.write(line);
  wire.write(callOf(1, "create_task", { title: "Call Acme" }));
  expect((await wire.answer(1)).result?.structuredContent).toMatchObject({ outcome: "created" });
  await wire.told(/couldn't be read/);
  wire.child.stdin.end();
  const { code, lines, stderr } = await wire.ended;
  expect(code).toBe(0);
  expect(lines.map((line) => JSON.parse(line).jsonrpc)).toEqual(["2.0", "2.0"]);
  expect(stderr).toMatch(/POST .* 200/); // the log that was asked for isn't on stdout
  expect(stderr).not.toContain(KEY);
});

test("calls of wrong form are answered with an error, and the server goes on", async () => {
  const server = await startTaskServer();
  const wire = await startWire(server.url);
  const wrong = [
    { jsonrpc: "2.0", id: 1, method: "tools/destroy" },
    { jsonrpc: "2.0", id: 2, method: "tools/call" },
    { jsonrpc: "2.0", id: 3, method: "tools/call", params: { name: 7 } },
    callOf(4, "create_task", "title"),
    callOf(5, "create_task", [{ title: "x" }]),
  ];
  for (const one of wrong) {
    wire.write(one);
    expect((await wire.answer(one.id)).error?.code).toBeTypeOf("number");
  }
  for (const [id, args] of [
    [6, { title: 7 }],
    [7, { title: "x", again: "yes" }],
    [8, { title: null }],
    [9, {}],
  ] as const) {
    wire.write(callOf(id, "create_task", args));
    const { result } = await wire.answer(id);
    expect(result).toMatchObject({ isError: true, structuredContent: { outcome: "not_created" } });
    expect(result?.structuredContent?.issues?.[0]?.field).toBe(id === 7 ? "again" : "title");
  }
  wire.write(list);
  expect((await wire.answer(99)).result?.["tools"]).toHaveLength(4);
  expect(server.received).toEqual([]);
});

test("__proto__ and constructor in arguments change nothing, and are no fields of a task", async () => {
  const server = await startTaskServer();
  const wire = await startWire(server.url);
  const args = [
    '{"title":"x","__proto__":{"again":true,"type":"call"}}',
    '{"title":"y","constructor":{"prototype":{"again":true}}}',
  ];
  for (const [index, text] of args.entries())
    wire.write(
      `{"jsonrpc":"2.0","id":${index + 1},"method":"tools/call","params":{"name":"create_task","arguments":${text}}}`,
    );
  const results = [await wire.answer(1), await wire.answer(2)];
  expect(results[1]?.result).toMatchObject({ isError: true, structuredContent: { outcome: "not_created" } });
  expect(JSON.stringify(results[1])).toContain("constructor");
  for (const { body } of server.received) expect(JSON.parse(body)).toEqual({ title: "x" });
  wire.write(callOf(3, "create_task", { title: "z" }));
  expect((await wire.answer(3)).result?.structuredContent).toMatchObject({
    outcome: "created",
    task: { type: "todo" },
  });
});

test("a long text is created whole, and a deep or huge value is refused", async () => {
  const server = await startTaskServer();
  const wire = await startWire(server.url);
  const description = "é\n\u0000\u2028".repeat(500_000);
  wire.write(callOf(1, "create_task", { title: "long", description }));
  expect((await wire.answer(1)).result?.structuredContent).toMatchObject({ outcome: "created", task: { description } });
  const deep = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
  wire.write(
    `{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"create_task","arguments":{"title":"deep","cf_x":${deep}}}}`,
  );
  expect((await wire.answer(2)).result?.structuredContent).toMatchObject({ outcome: "not_created" });
  expect(server.count("create")).toBe(1);
});

test("a message above 10 MiB ends the session, which says why", async () => {
  const server = await startTaskServer();
  const wire = await startWire(server.url);
  wire.write(callOf(1, "create_task", { title: "x".repeat(11 * 1024 * 1024) }));
  const { code, stderr } = await wire.ended;
  expect(code).toBe(0);
  expect(stderr).toMatch(/exceeded maximum size/);
  expect(server.received).toEqual([]);
});

test("an option that can't be used ends the command with status 2, before anything is on stdout", async () => {
  const { url } = await startTaskServer();
  const ended = await runToEnd(url, ["--idempotency-field", "request_id"]);
  expect(ended).toMatchObject({ code: 2, stdout: "" });
  expect(ended.stderr).toMatch(/must be a custom field, such as cf_request_id/);
});
