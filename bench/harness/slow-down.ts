import type { Create } from "./load.ts";

/** The same calls, each with useless work before it that takes `micros` on an idle machine. Shows that the gate fails. */
export function slowDown(create: Create, micros: number): Create {
  const rounds = Math.round(micros / shortestMicros(1000)) * 1000;
  return () => {
    work(rounds);
    return create();
  };
}

/** A loop instead of a wait, since the gate measures CPU time. */
function work(rounds: number): number {
  let sum = 0;
  for (let round = 0; round < rounds; round++) sum = Math.imul(sum ^ round, 0x9e3779b1);
  return sum;
}

/** The shortest of many times that the work took: one that nothing disturbed. */
function shortestMicros(rounds: number): number {
  let shortest = Number.POSITIVE_INFINITY;
  for (let times = 0; times < 5000; times++) {
    const begin = performance.now();
    work(rounds);
    shortest = Math.min(shortest, performance.now() - begin);
  }
  return shortest * 1000;
}
