import { HefflError } from "./heffl-error.ts";
import type { Issue } from "./issues.ts";
import { redactCause, redactText } from "./redact.ts";

/** Calls `run`. If it throws a HefflError, the keys in it are redacted: a caller may have pasted a key into another option. */
export function withoutKeys<T>(keys: readonly string[], run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof HefflError) redactError(error, keys);
    throw error;
  }
}

function redactError(error: HefflError & { issues?: Issue[] }, keys: readonly string[]): void {
  const parts: object[] = [error, ...(error.issues ?? [])];
  for (const part of parts as Record<string, unknown>[])
    for (const name of ["message", "stack", "field"])
      if (typeof part[name] === "string") part[name] = redactText(part[name], ...keys);
  if (error.cause) error.cause = redactCause(error.cause, ...keys);
}
