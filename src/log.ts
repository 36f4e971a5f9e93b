import type { Ended } from "./failure.ts";
import type { Logger } from "./options.ts";
import type { Decision } from "./retry.ts";
import type { Outgoing } from "./send.ts";

interface Logged {
  request: Outgoing;
  ended: Ended;
  /** How many were made before this attempt. */
  retries: number;
  decision: Decision;
  tookMs: number;
}

/** One line an attempt: what was sent where, how it ended, what it proves, and what comes next. Nothing in it is secret. */
export function logAttempt(logger: Logger | undefined, logged: Logged): void {
  if (logger === undefined) return;
  const { decision, ended } = logged;
  const succeeded = ended.outcome === "created" && ended.trouble === undefined;
  try {
    if (decision.retry) logger.warn(`${line(logged)}; again in ${Math.round(decision.waitMs)} ms`);
    else if (succeeded) logger.info(line(logged));
    else logger.error(`${line(logged)}; no retry (${decision.reason})`);
  } catch {
    // A logger that fails must not make a created task look like a failure.
  }
}

function line({ request, ended, retries, tookMs }: Logged): string {
  const { answer, trouble, outcome } = ended;
  const { origin, pathname } = new URL(request.url);
  const how = [answer?.status, trouble?.kind].filter((part) => part !== undefined).join(", ");
  return `heffl: ${request.method} ${origin}${pathname} attempt ${retries + 1}: ${how} in ${Math.round(tookMs)} ms, ${outcome}`;
}
