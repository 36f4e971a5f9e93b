import { afterAll, expect, onTestFinished, test } from "vitest";
import { undiciTransport } from "../../src/undici.ts";
import { hefflCreate } from "./heffl.ts";
import { startFaultServer } from "./server.ts";
import { runTrial } from "./trial.ts";

const undici = undiciTransport({ connections: 8 });
afterAll(() => undici.close());

test.each([
  ["fetch", {}],
  ["undici", { fetch: undici }],
])(
  "over %s and a server that misbehaves at random, no task is made twice and no caller is told what isn't so",
  async (_, options) => {
    const server = await startFaultServer({ tls: false });
    onTestFinished(() => server.close());
    // `npm run test:faults` runs ten thousand; the seed is printed with a failure by being here.
    const result = await runTrial(server, hefflCreate(server.url, { timeoutMs: 1000, ...options }), {
      creates: 500,
      concurrency: 16,
      seed: 20261124,
    });
    expect(result).toMatchObject({ creates: 500, createdTwice: [], lies: [], provable: [], leaks: 0 });
    expect(result.told).toMatchObject({ "nothing said": 0, hung: 0 });
    // Each kind of ending must have come up, or the trial says little.
    for (const kind of ["task", "not_created", "created", "unknown"] as const)
      expect(result.told[kind], kind).toBeGreaterThan(5);
  },
);
