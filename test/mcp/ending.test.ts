import { expect, test } from "vitest";
import { KEY } from "../support/script.ts";
import { startServerWith, TASK } from "../support/server.ts";
import { callOf, startWire, type Wire } from "./agent.ts";

/** A server that holds the answer to a create back until it is told to give it. */
async function startHolding() {
  let arrived: () => void;
  let answer = () => {};
  const create = new Promise<void>((resolve) => {
    arrived = resolve;
  });
  const server = await startServerWith(() => (response) => {
    answer = () => {
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify(TASK));
    };
    arrived();
  });
  return { ...server, create, answer: () => answer() };
}

const ENDS: [name: string, end: (wire: Wire) => void][] = [
  ["stdin ends", ({ child }) => child.stdin.end()],
  ["SIGINT comes", ({ child }) => child.kill("SIGINT")],
  ["SIGTERM comes", ({ child }) => child.kill("SIGTERM")],
];

test.each(ENDS)("when %s, nothing is left running", async (_, end) => {
  const { url } = await startHolding();
  const wire = await startWire(url);
  end(wire);
  expect(await wire.ended).toMatchObject({ code: 0, signal: null, stderr: "" });
});

test.each(ENDS)("when %s during a create, its answer is waited for, returned and logged", async (_, end) => {
  const server = await startHolding();
  const wire = await startWire(server.url);
  wire.write(callOf(1, "create_task", { title: `${"x".repeat(185)}${KEY}` }));
  await server.create;
  end(wire);
  await wire.told(/Waiting for a create: "x+\[redacted\]".*its task may exist/);
  server.answer();
  expect((await wire.answer(1)).result?.structuredContent).toMatchObject({ outcome: "created", task: { id: "tsk_1" } });
  const { code, stderr } = await wire.ended;
  expect(code).toBe(0);
  expect(stderr).toMatch(/The task was created\. Its ID is tsk_1\./);
});

test("a second signal or one after the end of stdin ends a create at once, and stderr says that its task may exist", async () => {
  const server = await startHolding();
  const wire = await startWire(server.url);
  wire.write(callOf(1, "create_task", { title: "Call Acme" }));
  await server.create;
  wire.child.stdin.end();
  await wire.told(/Waiting/);
  wire.child.kill("SIGTERM");
  const { code, stderr } = await wire.ended;
  expect(code).toBe(3);
  expect(stderr).toMatch(/"Call Acme": The task may exist\. Look for it in Heffl/);
});

test("a call that comes after the end began isn't sent", async () => {
  const server = await startHolding();
  const wire = await startWire(server.url);
  wire.write(callOf(1, "create_task", { title: "Call Acme" }));
  await server.create;
  wire.child.kill("SIGTERM");
  await wire.told(/Waiting/);
  wire.write(callOf(2, "create_task", { title: "Call Bolt" }));
  expect((await wire.answer(2)).result).toMatchObject({ isError: true, structuredContent: { outcome: "not_created" } });
  server.answer();
  await wire.ended;
  expect(server.received).toHaveLength(1);
});

test("a host that stops reading ends the session, after the create has ended", async () => {
  const server = await startHolding();
  const wire = await startWire(server.url);
  wire.write(callOf(1, "create_task", { title: "Call Acme" }));
  await server.create;
  wire.child.stdout.destroy();
  wire.write({ jsonrpc: "2.0", id: 2, method: "ping" });
  await wire.told(/stdout is closed\. Waiting for a create: "Call Acme"/);
  server.answer();
  const { code, stderr } = await wire.ended;
  expect(code).toBe(0);
  expect(stderr).toMatch(/Its ID is tsk_1/);
});

test("a create that the host cancels isn't cut off, and its outcome is remembered", async () => {
  const server = await startHolding();
  const wire = await startWire(server.url);
  wire.write(callOf(1, "create_task", { title: "Call Acme" }));
  await server.create;
  wire.write({ jsonrpc: "2.0", method: "notifications/cancelled", params: { requestId: 1 } });
  wire.write(callOf(2, "create_task", { title: "Call Acme" }));
  wire.write(callOf(3, "create_task", { title: "Call Acme" }));
  wire.write({ jsonrpc: "2.0", method: "notifications/cancelled", params: { requestId: 3 } });
  server.answer();
  expect((await wire.answer(2)).result?.structuredContent).toMatchObject({ outcome: "created", taskId: "tsk_1" });
  expect(server.received).toHaveLength(1);
});
