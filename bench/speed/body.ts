import { serialize } from "../../src/body/serialize.ts";
import { validate } from "../../src/body/validate.ts";
import { validateNewTask } from "../../src/generated/validators.js";
import { NEW_TASK } from "./task.ts";

/** Microseconds to serialise, check and validate a full body, and to do no more than JSON.stringify; one of each a round. */
export interface Body {
  ours: number[];
  stringify: number[];
}

const TIMES = 50_000;

/** The meter of a body. Its rounds belong all over a run: for minutes a shared machine may take twice as long for everything. */
export function bodyMeter(): { body: Body; round: () => void } {
  const body: Body = { ours: [], stringify: [] };
  const round = () => {
    body.ours.push(microsOf(checked));
    body.stringify.push(microsOf(stringified));
  };
  for (const work of [checked, stringified]) microsOf(work); // compiles
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
  if (Number.isNaN(sum)) throw new Error("Unreachable: the sum keeps the work from being optimised away.");
  return micros;
}
