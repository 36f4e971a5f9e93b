import { Heffl, HefflDuplicateError, isHefflError, type Outcome } from "../../src/index.ts";
import { type FaultServer, realFault, seeded } from "../faults/server.ts";
import { FIELD } from "./client.ts";

export interface TrialOptions {
  creates: number;
  concurrency: number;
  seed: number;
  /** How many of a hundred attempts to create meet a fault. */
  faultPercent: number;
  lookupMs: number;
  /** Of one attempt, in ms. */
  timeoutMs: number;
  retryUnknown: boolean;
  onProgress?: ((done: number) => void) | undefined;
}

/** How one create ended, as its caller was told. */
interface Told {
  how: "task" | "task, looked up" | "duplicates" | Outcome;
  ids: readonly string[];
  message?: string;
}

export interface TrialResult {
  told: Record<Told["how"], number>;
  /** Creates whose task exists, and how many of them ended in the task itself, or in the error that names all of several. */
  existing: number;
  settled: number;
  /** The others of these. */
  unsettled: string[];
  createdTwice: string[];
  /** Of these, the ones whose caller wasn't told both IDs. */
  notReported: string[];
  lies: string[];
  /** Callers who were given a task of somebody else. */
  strangers: string[];
  leaks: number;
  reads: number;
}

/** A create meets this many faults at most. */
const MOST_ATTEMPTS = 12;

/** Creates tasks that carry keys, at a server that misbehaves on creates and reads and whose list lags. */
export async function runTrial(server: FaultServer, options: TrialOptions): Promise<TrialResult> {
  const { creates, concurrency, seed, faultPercent, lookupMs, timeoutMs, retryUnknown, onProgress } = options;
  const random = seeded(seed);
  const names = Array.from({ length: creates }, (_, index) => `create-${index}`);
  for (const name of names) {
    const attempts = Array.from({ length: MOST_ATTEMPTS }, () => random() * 100 < faultPercent && realFault(random));
    const until = attempts.indexOf(false);
    server.plan(
      name,
      attempts.slice(0, until < 0 ? MOST_ATTEMPTS : until).filter((fault) => fault !== false),
    );
  }
  const heffl = new Heffl({
    apiKey: "test-key-of-nobody",
    baseUrl: server.url,
    timeoutMs,
    idempotencyField: FIELD,
    lookupMs,
    retryUnknown,
    ...(retryUnknown && { maxRetries: MOST_ATTEMPTS }),
  });

  const create = async (name: string): Promise<Told> => {
    try {
      // One title for several: only the key tells them apart.
      const title = `Call ${Number(name.slice(7)) % 100}`;
      const created = await heffl.tasks.createWithResponse({ title }, { headers: { "x-fault-key": name } });
      return { how: created.source === "create" ? "task" : "task, looked up", ids: [created.task.id] };
    } catch (error) {
      if (!isHefflError(error)) throw error;
      const { message, outcome = "unknown", taskId } = error;
      if (error instanceof HefflDuplicateError) return { how: "duplicates", ids: error.taskIds, message };
      return { how: outcome, ids: taskId === undefined ? [] : [taskId], message };
    }
  };

  const told = new Map<string, Told>();
  const next = names[Symbol.iterator]();
  const worker = async () => {
    for (const name of next) {
      told.set(name, await create(name));
      onProgress?.(told.size);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  return judge(server, told);
}

/** Compares what callers were told with what the server really did. */
function judge({ ledger }: FaultServer, told: Map<string, Told>): TrialResult {
  const result: TrialResult = {
    told: { task: 0, "task, looked up": 0, duplicates: 0, not_created: 0, created: 0, unknown: 0 },
    existing: 0,
    settled: 0,
    unsettled: [],
    createdTwice: [],
    notReported: [],
    lies: [],
    strangers: [],
    leaks: ledger.leaks.length,
    reads: ledger.reads,
  };
  for (const [name, { how, ids, message }] of told) {
    const { created, attempts } = ledger.of(name);
    const story = `${name} (${attempts.map(({ fault }) => fault).join(", ")}): told ${how} ${ids}, made ${created}. ${message ?? ""}`;
    result.told[how]++;
    const isTask = how === "task" || how === "task, looked up";
    const reportsAll = how === "duplicates" && created.every((id) => ids.includes(id));
    if (ids.some((id) => !created.includes(id))) {
      result.lies.push(story);
      if (isTask || how === "duplicates") result.strangers.push(story);
    }
    if (created.length > 0 && how === "not_created") result.lies.push(story);
    if (created.length === 0 && how === "created") result.lies.push(story);
    if (created.length > 1) {
      result.createdTwice.push(story);
      if (!reportsAll) result.notReported.push(story);
    }
    if (created.length === 0) continue;
    result.existing++;
    if (isTask || reportsAll) result.settled++;
    else result.unsettled.push(story);
  }
  return result;
}
