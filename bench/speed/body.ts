import { validateNewTask } from "../../src/generated/validators.js";
import { serialize } from "../../src/json.ts";
import { validate } from "../../src/validate.ts";
import { NEW_TASK } from "./task.ts";

/** Microseconds to serialise, check and validate a full body, and to do no more than JSON.stringify; one of each a round. */
export interface Body {
  ours: number[];
  stringify: number[];
}

export function measureBody(rounds: number, times = 50_000): Body {
  const body: Body = { ours: [], stringify: [] };
  for (let round = 0; round <= rounds; round++) {
    const ours = microsOf(times, checked);
    const stringify = microsOf(times, () => JSON.stringify(NEW_TASK).length);
    if (round === 0) continue; // compiles
    body.ours.push(ours);
    body.stringify.push(stringify);
  }
  return body;
}

function checked(): number {
  const serialized = serialize(NEW_TASK);
  return validate(serialized, validateNewTask).length + serialized.text.length;
}

function microsOf(times: number, work: () => number): number {
  let sum = 0;
  const begin = performance.now();
  for (let time = 0; time < times; time++) sum += work();
  const micros = ((performance.now() - begin) * 1000) / times;
  if (Number.isNaN(sum)) throw new Error("Unreachable: the sum keeps the work from being optimised away.");
  return micros;
}
