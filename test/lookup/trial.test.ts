import { expect, onTestFinished, test } from "vitest";
import { startFaultServer } from "../faults/server.ts";
import { runTrial } from "./trial.ts";

// `npm run test:lookup` runs ten thousand; the seeds are printed with a failure by being here.

test("over a server that fails on creates and reads, and a list that lags, every task that exists is found", async () => {
  const seed = 20261128;
  const server = await startFaultServer({ tls: false, reads: { faultPercent: 35, lagMs: 300, seed } });
  onTestFinished(() => server.close());
  const limits = { faultPercent: 60, lookupMs: 20_000, timeoutMs: 1500 };
  const result = await runTrial(server, { creates: 120, concurrency: 60, seed, retryUnknown: false, ...limits });
  expect(result).toMatchObject({ createdTwice: [], lies: [], strangers: [], unsettled: [], leaks: 0 });
  expect(result.told["task, looked up"]).toBeGreaterThan(20);
}, 180_000);

test("over the same server, with retryUnknown, nobody else's task is taken for a created one, and nothing untrue is reported", async () => {
  const seed = 20261129;
  const server = await startFaultServer({ tls: false, reads: { faultPercent: 35, lagMs: 300, seed } });
  onTestFinished(() => server.close());
  const limits = { faultPercent: 60, lookupMs: 3000, timeoutMs: 1500 };
  const result = await runTrial(server, { creates: 60, concurrency: 60, seed, retryUnknown: true, ...limits });
  expect(result).toMatchObject({ lies: [], strangers: [], leaks: 0 });
}, 180_000);
