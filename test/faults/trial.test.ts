import { afterAll, beforeAll, expect, test } from "vitest";
import { hefflCreate } from "./heffl.ts";
import { type FaultServer, startFaultServer } from "./server.ts";
import { runTrial } from "./trial.ts";

let server: FaultServer;
beforeAll(async () => {
  server = await startFaultServer({ tls: false });
});
afterAll(() => server.close());

test("over a server that misbehaves at random, no task is made twice and no caller is told what isn't so", async () => {
  // `npm run test:faults` runs ten thousand; the seed is printed with a failure by being here.
  const result = await runTrial(server, hefflCreate(server.url, { timeoutMs: 1000 }), {
    creates: 600,
    concurrency: 16,
    seed: 20261124,
  });
  expect(result).toMatchObject({ creates: 600, createdTwice: [], lies: [], provable: [], leaks: 0 });
  expect(result.told).toMatchObject({ "nothing said": 0, hung: 0 });
  // Each kind of ending must have come up, or the trial says little.
  for (const kind of ["task", "not_created", "created", "unknown"] as const)
    expect(result.told[kind], kind).toBeGreaterThan(5);
});
