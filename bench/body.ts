import { serialize } from "../src/body/serialize.ts";
import { validate } from "../src/body/validate.ts";
import { validateNewTask } from "../src/generated/validators.js";
import { NEW_TASK } from "./peers/task.ts";

/** Microseconds per body, a figure for each round. */
export interface Body {
  /** To serialize, check and validate it. */
  checkedMicros: number[];
  /** `JSON.stringify` alone. */
  stringifyMicros: number[];
}

const TIMES = 50_000;

/** Measures how long one full body takes. Spread the rounds over a run, since a shared machine can be slow for minutes. */
export function bodyMeter(): { body: Body; round: () => void } {
  const body: Body = { checkedMicros: [], stringifyMicros: [] };
  const round = () => {
    body.checkedMicros.push(microsOf(checked));
    body.stringifyMicros.push(microsOf(stringified));
  };
  for (const work of [checked, stringified]) microsOf(work); // so that the code is compiled
  return { body, round };
}

function checked(): number {
  const serialized = serialize(NEW_TASK);
  return validate(serialized, validateNewTask).length + serialized.text.length;
}

const stringified = (): number => JSON.stringify(NEW_TASK).length;

function microsOf(work: () => number): number {
  let sum = 0;
  const begin = performance.now();
  for (let time = 0; time < TIMES; time++) sum += work();
  const micros = ((performance.now() - begin) * 1000) / TIMES;
  if (Number.isNaN(sum)) throw new Error("Unreachable: the sum only keeps the work from being optimized away.");
  return micros;
}
