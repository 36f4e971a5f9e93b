/** Makes one task and gives what the client made of the answer. */
export type Create = () => Promise<unknown>;

/** What a slice of the run measured. */
export interface Slice {
  calls: number;
  perSecond: number;
  /** Of this whole process, in microseconds a call. */
  cpu: number;
  p50Ms: number;
  p99Ms: number;
}

/** How long a slice is: a time, or a number of calls, which on a busy machine keeps it from shrinking to a few. */
export type Length = { ms: number } | { calls: number };

/** Makes calls, `inFlight` at once. Rejects when one fails. */
export async function drive(create: Create, inFlight: number, length: Length): Promise<Slice> {
  const took: number[] = [];
  const cpu = process.cpuUsage();
  const begin = performance.now();
  let begun = 0;
  const more = "ms" in length ? (now: number) => now < begin + length.ms : () => begun++ < length.calls;
  const lane = async () => {
    for (let from = begin; more(from); ) {
      await create();
      const now = performance.now();
      took.push(now - from);
      from = now;
    }
  };
  await Promise.all(Array.from({ length: inFlight }, lane));
  const { user, system } = process.cpuUsage(cpu);
  const seconds = (performance.now() - begin) / 1000;
  const calls = took.length;
  took.sort((a, b) => a - b);
  return {
    calls,
    perSecond: calls / seconds,
    cpu: (user + system) / calls,
    p50Ms: took[Math.floor(calls * 0.5)] ?? Number.NaN,
    p99Ms: took[Math.floor(calls * 0.99)] ?? Number.NaN,
  };
}

/** Makes that many calls. */
export async function repeat(create: Create, inFlight: number, calls: number): Promise<void> {
  let left = calls;
  const lane = async () => {
    while (left-- > 0) await create();
  };
  await Promise.all(Array.from({ length: inFlight }, lane));
}
