import { getEventListeners } from "node:events";
import { Heffl } from "../../src/index.ts";
import { undiciTransport } from "../../src/undici.ts";
import { FAULTS, type FaultName, seeded, startFaultServer } from "../faults/server.ts";
import type { Told } from "../faults/trial.ts";
import type { Finding } from "./finding.ts";
import { compare, inParallel, toldOf } from "./told.ts";

/** How many creates a run makes, with what seed, and whom it tells how many are done. */
export interface Size {
  calls: number;
  seed: number;
  onProgress(done: number): void;
}

/** Creates that are aborted, or time out, at a random moment: before they are sent, on the way, or after the answer. */
export function interruptions(size: Size): Promise<Finding> {
  return overBoth(size, ["ok", "okNoLength", "slowDrip", "stallInBody"], (random) => {
    const ms = 1 + Math.floor(random() * 30);
    if (random() < 0.4) return { options: { timeoutMs: ms } };
    const controller = new AbortController();
    const timer = setTimeout(() => controller.abort(), ms);
    const { signal } = controller;
    const done = () => {
      clearTimeout(timer);
      return getEventListeners(signal, "abort").map(() => "a listener is left on the signal");
    };
    return { options: { signal, timeoutMs: 2000 }, done };
  });
}

/** Creates over connections that the server closes or resets while they are idle. */
export function idleConnections(size: Size): Promise<Finding> {
  return overBoth(size, ["ok", "okThenClose", "okThenReset", "okConnectionClose"], () => ({ options: {} }));
}

type Interrupt = (random: () => number) => { options: object; done?: () => string[] };

/** Half of the creates over Node's own `fetch`, half over the undici transport, each meeting one of these at random. */
async function overBoth({ calls, seed, onProgress }: Size, names: FaultName[], interrupt: Interrupt): Promise<Finding> {
  const random = seeded(seed);
  const server = await startFaultServer({ tls: false, dripMs: 0 });
  const transport = undiciTransport({ connections: 16 });
  const options = { apiKey: "test-key-of-nobody", baseUrl: server.url, maxRetryDelayMs: 5 };
  const clients = [new Heffl(options), new Heffl({ ...options, fetch: transport })] as const;
  const told = new Map<string, Told>();
  const raw: string[] = [];
  await inParallel(
    (index) => index < calls,
    32,
    async (index) => {
      const key = `create-${index}`;
      const fault = () => FAULTS[names[Math.floor(random() * names.length)] as FaultName];
      server.plan(key, [fault(), fault(), fault()]);
      const { options, done } = interrupt(random);
      const { tasks } = clients[index % 2 === 0 ? 0 : 1];
      const call = tasks.create({ title: key }, { ...options, headers: { "x-fault-key": key } });
      told.set(key, await toldOf(call, (error) => raw.push(`${key}: ${error}`)));
      raw.push(...(done?.() ?? []));
      onProgress(told.size);
    },
  );
  await transport.close();
  await server.close();
  const found = compare(told, (key) => server.ledger.of(key).created);
  return { ...found, wrong: [...found.wrong, ...raw] };
}
