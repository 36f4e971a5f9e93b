import { once } from "node:events";
import { MessageChannel, receiveMessageOnPort, Worker } from "node:worker_threads";
import type { Fault } from "./fault.ts";
import { Ledger } from "./ledger.ts";
import type { Addresses } from "./ports.ts";
import type { Order, ReadOptions, Report } from "./worker.ts";

export { expectedOutcome, type Fault } from "./fault.ts";
export { FAULTS, type FaultName } from "./faults.ts";
export type { Attempt, Entry, ForeignRequest, Ledger } from "./ledger.ts";
export { type Rng, randomFault, realFault, seeded } from "./random.ts";

export interface FaultServerOptions {
  /** Without it no certificate is made, and the https addresses are empty. */
  readonly tls?: boolean;
  /** Between two bytes of `slowDrip`. A task has about 120. */
  readonly dripMs?: number;
  /** The longest that a create takes to be answered, in ms; by default no time at all. */
  readonly answerMs?: number;
  /** How reads go: by default at once and well. */
  readonly reads?: ReadOptions;
}

export interface FaultServer extends Addresses {
  readonly ledger: Ledger;
  /** The faults that the successive requests of `key` meet; after them, `ok`. */
  plan(key: string, faults: readonly Fault[]): void;
  /** Another origin of the same server: no client can have a warm connection to it. */
  freshUrl(): Promise<string>;
  freshHttpsUrl(): Promise<string>;
  /** Cuts every connection and resolves when nothing is left. */
  close(): Promise<void>;
}

// Node 20 reads no TypeScript, and under vitest a worker inherits nothing that could.
const [loader, entry] = [import.meta.resolve("tsx/esm/api"), new URL("./worker.ts", import.meta.url)];
const START = `import("${loader}").then(({ register }) => (register(), import("${entry}")));`;

/**
 * A server that misbehaves byte by byte, and remembers which tasks really exist. A request says which plan it follows
 * by its body's `title` or, for faults before the body, by the header `x-fault-key`.
 *
 * It has a thread of its own. libuv accepts one connection in each turn of its event loop, and a loop that 64 clients
 * keep busy turns too seldom: all of them time out before they are let in.
 */
export async function startFaultServer(options: FaultServerOptions = {}): Promise<FaultServer> {
  const { tls = true, dripMs = 10, answerMs = 0, reads = { faultPercent: 0, lagMs: 0, seed: 1 } } = options;
  const plans = new MessageChannel();
  const events = new MessageChannel();
  const worker = new Worker(START, {
    eval: true,
    workerData: { tls, dripMs, answerMs, reads, plans: plans.port1, events: events.port1 },
    transferList: [plans.port1, events.port1],
    execArgv: [],
  });
  const order = (message: Order): void => worker.postMessage(message);
  const reported = async <T>(wanted: (report: Report) => T | undefined): Promise<T> => {
    for (;;) {
      const [report] = (await once(worker, "message")) as [Report];
      const found = wanted(report);
      if (found !== undefined) return found;
    }
  };

  const addresses = await reported(({ addresses }) => addresses);
  const ledger = new Ledger(() => receiveMessageOnPort(events.port2)?.message);

  let opened = 0;
  const open = async (kind: "http" | "https"): Promise<string> => {
    const id = ++opened;
    order({ id, open: kind });
    return reported((report) => (report.id === id ? report.url : undefined));
  };
  const close = async (): Promise<void> => {
    order("close");
    await reported(({ closed }) => closed);
    // What the thread has told is lost with it.
    ledger.catchUp();
    order("leave");
    await once(worker, "exit");
  };
  let closing: Promise<void> | undefined;

  return {
    ...addresses,
    ledger,
    plan: (key, faults) => plans.port2.postMessage({ key, faults: faults.map(({ name }) => name) }),
    freshUrl: () => open("http"),
    freshHttpsUrl: () => open("https"),
    close() {
      closing ??= close();
      return closing;
    },
  };
}
