import { validateNewTask } from "../../src/generated/validators.js";
import { serialize } from "../../src/json.ts";
import { validate } from "../../src/validate.ts";
import { NEW_TASK } from "./task.ts";

/** Microseconds to serialise, check and validate a full body, and to do no more than JSON.stringify; one of each a round. */
export interface Body {
  ours: number[];
  stringify: number[];
}

/**
 * The meter of a body. Its rounds belong all over a run: the other half of a core may be busy for minutes, and everything
 * then takes twice as long.
 */
export function bodyMeter(times = 50_000): { body: Body; round: () => void } {
  const body: Body = { ours: [], stringify: [] };
  const round = () => {
    body.ours.push(microsOf(times, checked));
    body.stringify.push(microsOf(times, () => JSON.stringify(NEW_TASK).length));
  };
  microsOf(times, checked); // compiles
  return { body, round };
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
