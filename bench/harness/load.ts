/** Creates one task and returns what the client returned. */
export type Create = () => Promise<unknown>;

/** What was measured in one slice of a run. */
export interface Slice {
  perSecond: number;
  /** CPU time of the whole process, in microseconds per call. */
  cpuMicros: number;
  /** 99 of 100 calls took at most this long, in ms. */
  p99Ms: number;
}

/** How long a slice lasts: a time, or a number of calls, so that a busy machine doesn't reduce it to a few. */
export type Length = { ms: number } | { calls: number };

/** Makes calls and measures them, `inFlight` at once. Rejects when one fails. */
export async function drive(create: Create, inFlight: number, length: Length): Promise<Slice> {
  const took: number[] = [];
  const cpu = process.cpuUsage();
  const begin = performance.now();
  let started = 0;
  const goOn = "ms" in length ? (now: number) => now < begin + length.ms : () => started++ < length.calls;
  await inLanes(inFlight, async () => {
    for (let from = begin; goOn(from); ) {
      await create();
      const now = performance.now();
      took.push(now - from);
      from = now;
    }
  });
  const { user, system } = process.cpuUsage(cpu);
  const seconds = (performance.now() - begin) / 1000;
  took.sort((a, b) => a - b);
  return {
    perSecond: took.length / seconds,
    cpuMicros: (user + system) / took.length,
    p99Ms: took[Math.floor(took.length * 0.99)] ?? Number.NaN,
  };
}

/** Makes calls without measuring them, `inFlight` at once. Rejects when one fails. */
export async function repeat(create: Create, inFlight: number, calls: number): Promise<void> {
  let left = calls;
  await inLanes(inFlight, async () => {
    while (left-- > 0) await create();
  });
}

const inLanes = (lanes: number, lane: () => Promise<void>) => Promise.all(Array.from({ length: lanes }, lane));
