import type { Fault } from "./fault.ts";
import { FAULTS } from "./faults.ts";

export type Rng = () => number;

/** mulberry32: the same numbers from the same seed, so that a failed run can be repeated. */
export function seeded(seed: number): Rng {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Relative to 10, which is any fault's that isn't named here. */
const WEIGHTS: Partial<Record<string, number>> = {
  // Enough right answers to keep connections warm.
  ok: 500,
  okNoLength: 50,
  okGzip: 50,
  status429Reset0: 50,
  status429RetryAfter0: 50,
  // Each moves 64 MB when a client has no bound.
  gzipBomb: 2,
  hugeBody: 2,
  // A client that obeys these waits, and a run is to be short.
  status429Reset1: 0,
  status429RetryAfter1: 0,
  status429Date2: 0,
  status429Hour: 0,
  // Clients choose their own wait here.
  status429NoHint: 2,
  status429Html: 2,
};

/** A fault by weight, from those that make sense over TLS or without it. */
export function randomFault(rng: Rng, tls = false): Fault {
  const pool = Object.values<Fault>(FAULTS).filter(({ needsTls }) => tls || !needsTls);
  const weight = ({ name }: Fault): number => WEIGHTS[name] ?? 10;
  let left = rng() * pool.reduce((sum, fault) => sum + weight(fault), 0);
  for (const fault of pool) {
    left -= weight(fault);
    if (left < 0) return fault;
  }
  return FAULTS.ok;
}

/** A fault as above, but for right answers. */
export function realFault(rng: Rng): Fault {
  for (;;) {
    const fault = randomFault(rng);
    if (!/^ok/.test(fault.name)) return fault;
  }
}
