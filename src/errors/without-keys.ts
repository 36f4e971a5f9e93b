import { HefflError } from "./heffl-error.ts";
import { redactText } from "./redact.ts";

/** What `run` returns. An error of ours that it throws repeats what it was given, which may be a key in the wrong place. */
export function withoutKeys<T>(keys: readonly string[], run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof HefflError) redactFields(error, keys);
    throw error;
  }
}

/** Its texts, and those of the issues that it lists. */
function redactFields(target: object, keys: readonly string[]): void {
  const fields = target as Record<string, unknown>;
  for (const name of Object.getOwnPropertyNames(target)) {
    const value = fields[name];
    if (typeof value === "string") fields[name] = redactText(value, ...keys);
    else if (Array.isArray(value)) for (const issue of value) redactFields(issue, keys);
  }
}
