import { expect, onTestFinished, test } from "vitest";
import { FAULTS, startFaultServer } from "../faults/server.ts";
import { type Agent, type Called, startAgent } from "./agent.ts";

/** A fault that stalls costs the client's whole timeout each time, and ends as one that cuts the connection does. */
const faults = Object.values(FAULTS).filter(({ stalls, needsTls }) => !stalls && !needsTls);

/** An agent that calls again until it is told that the task was created, as often as it has patience. */
async function insist(agent: Agent, title: string): Promise<Called[]> {
  const told: Called[] = [];
  while (told.length < 4) {
    const order = told.length % 2 === 0 ? { title, type: "call" } : { type: "call", title };
    told.push(await agent.call("create_task", order));
    if (told.at(-1)?.outcome === "created") break;
  }
  return told;
}

test.each([
  ["without an idempotency field", []],
  ["with one", ["--idempotency-field", "cf_request_id"]],
])("%s, an agent that insists makes no task twice, whatever the server does", async (_, args) => {
  const server = await startFaultServer({ tls: false });
  onTestFinished(() => server.close());
  const agent = await startAgent(server.url, args);
  for (const fault of faults) server.plan(fault.name, [fault, fault]);
  const told = await Promise.all(faults.map(async ({ name }) => [name, await insist(agent, name)] as const));

  const seen = { created: 0, unknown: 0, not_created: 0 };
  for (const [name, answers] of told) {
    const { created, received } = server.ledger.of(name);
    expect(created.length, `${name} created`).toBeLessThanOrEqual(1);
    const from = answers.findIndex(({ outcome }) => outcome === "unknown");
    const last = answers.at(-1);
    if (last?.outcome === undefined) throw new Error(`${name} was answered without an outcome.`);
    for (const { outcome } of answers) if (outcome) seen[outcome]++;
    if (last.outcome === "created") expect(created, name).toEqual([last.task?.id ?? last.taskId]);
    if (last.outcome === "not_created") expect(created, name).toEqual([]);
    // Once it is unknown nothing is received any more.
    if (from >= 0) expect(received, `${name} received`).toBeLessThanOrEqual(from + 1 + RETRIES);
  }
  // Each outcome must have come up, or the test says little.
  for (const [outcome, count] of Object.entries(seen)) expect(count, outcome).toBeGreaterThan(5);
});

/** How often the client itself sends what was answered with 429. */
const RETRIES = 2;
