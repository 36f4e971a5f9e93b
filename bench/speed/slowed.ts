import type { Create } from "./load.ts";

/** The same with work added that takes so long on an idle machine, to see the gate close. */
export function slowed(create: Create, micros: number): Create {
  const rounds = Math.round(micros / fastest(1000)) * 1000;
  return () => {
    work(rounds);
    return create();
  };
}

/** A loop, not a wait: on a busy machine it slows down as the rest does. */
function work(rounds: number): number {
  let sum = 0;
  for (let round = 0; round < rounds; round++) sum = Math.imul(sum ^ round, 0x9e3779b1);
  return sum;
}

/** Of many, in microseconds: those that weren't disturbed. */
function fastest(rounds: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (let times = 0; times < 5000; times++) {
    const begin = performance.now();
    work(rounds);
    least = Math.min(least, performance.now() - begin);
  }
  return least * 1000;
}
