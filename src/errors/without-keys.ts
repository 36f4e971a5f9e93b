import { HefflError } from "./heffl-error.ts";
import type { Issue } from "./issues.ts";
import { redactCause, redactText } from "./redact.ts";

/** What `run` returns. An error of ours that it throws repeats what it was given, which may be a key in the wrong place. */
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
