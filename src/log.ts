import type { Ended } from "./failure.ts";
import type { Logger } from "./options.ts";
import type { Decision } from "./retry.ts";

/** One line an attempt: what was sent where, how it ended, what it proves, and what comes next. Nothing in it is secret. */
export function logAttempt(
  logger: Logger | undefined,
  {
    request,
    ended,
    retries,
    decision,
    tookMs,
  }: { request: Request; ended: Ended; retries: number; decision: Decision; tookMs: number },
): void {
  if (logger === undefined) return;
  const { answer, trouble, outcome } = ended;
  const how = [answer?.status, trouble?.kind].filter((part) => part !== undefined).join(", ");
  const { origin, pathname } = new URL(request.url);
  const line = `heffl: ${request.method} ${origin}${pathname} attempt ${retries + 1}: ${how} in ${Math.round(tookMs)} ms, ${outcome}`;
  const succeeded = outcome === "created" && trouble === undefined;
  if (decision.retry) logger.warn(`${line}; again in ${Math.round(decision.waitMs)} ms`);
  else if (succeeded) logger.info(line);
  else logger.error(`${line}; no retry (${decision.reason})`);
}
