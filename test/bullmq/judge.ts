import type { Ledger } from "../faults/server.ts";
import type { Job, Mark } from "./example.ts";

export interface Verdict {
  created: number;
  refused: number;
  /** Jobs that failed and have no mark. */
  unmarked: string[];
  /** Jobs whose task may exist, and how many of these tasks do. */
  person: number;
  personExisting: number;
  createdTwice: string[];
  lost: string[];
  /** Jobs of which the queue says what isn't so. */
  lies: string[];
  /** The most requests in any window. */
  mostInWindow: number;
  limit: number;
}

interface Said {
  completed: Job[];
  waiting: { job: Job; mark: Mark | undefined }[];
  limit: { requests: number; windowMs: number };
}

/** Compares what the server really did with what the queue says. */
export function judge(ledger: Ledger, names: string[], { completed, waiting, limit }: Said): Verdict {
  const done = new Map(completed.map((job) => [job.data.key, job]));
  const open = new Map(waiting.map((one) => [one.job.data.key, one]));
  const verdict: Verdict = {
    created: 0,
    refused: 0,
    unmarked: [],
    person: 0,
    personExisting: 0,
    createdTwice: [],
    lost: [],
    lies: [],
    mostInWindow: mostInWindow(ledger.times, limit.windowMs),
    limit: limit.requests,
  };
  for (const name of names) {
    const { created, attempts } = ledger.of(name);
    const [job, left] = [done.get(name), open.get(name)];
    const said = job ? `created ${job.returnvalue?.taskIds}` : `${left?.mark?.state}: ${left?.job.failedReason}`;
    const story = `${name} (${attempts.map(({ fault }) => fault)}): ${said}, made ${created}`;
    if (created.length > 1) verdict.createdTwice.push(story);
    if (job) {
      verdict.created++;
      if (!job.returnvalue?.taskIds.some((id) => created.includes(id))) verdict.lies.push(story);
    } else if (left?.mark?.state === "refused") {
      verdict.refused++;
      if (created.length > 0) verdict.lies.push(story);
    } else if (left?.mark?.state === "sending") {
      verdict.person++;
      if (created.length > 0) verdict.personExisting++;
    } else if (left && !left.mark) verdict.unmarked.push(story);
    else verdict.lost.push(story);
  }
  return verdict;
}

/** The most of some times that lie in any window of so many ms. */
export function mostInWindow(times: readonly number[], windowMs: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  let [most, first] = [0, 0];
  for (const [last, time] of sorted.entries()) {
    while (time - (sorted[first] as number) >= windowMs) first++;
    most = Math.max(most, last - first + 1);
  }
  return most;
}
