import { inspect } from "node:util";

/** Everything that a person or a log could see of a value, and of what caused it. */
export function visible(value: unknown): string {
  const shown = [inspect(value, { depth: 20, showHidden: true, getters: true }), JSON.stringify(value), String(value)];
  for (let error = value; error instanceof Error; error = error.cause)
    shown.push(error.message, error.stack ?? "", inspect(Object.getOwnPropertyDescriptors(error), { depth: 20 }));
  return shown.join("\n");
}
