import type { Logger } from "../config/logger.ts";
import type { Outcome } from "../errors/heffl-error.ts";
import { redactText } from "../errors/redact.ts";
import { isSuccess } from "./answer.ts";
import type { Attempt } from "./attempt.ts";
import type { Outgoing } from "./context.ts";
import type { Decision } from "./retry.ts";

interface LoggedAttempt {
  request: Outgoing;
  attempt: Attempt;
  /** What the call has proved so far; undefined for a read. */
  outcome: Outcome | undefined;
  /** How many attempts were made before this one. */
  retries: number;
  decision: Decision;
  tookMs: number;
  /** The API keys to redact. */
  keys: readonly string[];
}

/** Logs one line for an attempt: what was sent where, how it ended, what it proves, and what comes next. Keys are redacted. */
export function logAttempt(logger: Logger | undefined, logged: LoggedAttempt): void {
  if (logger === undefined) return;
  const { decision } = logged;
  runSafely(() =>
    decision.retry
      ? logger.warn(`${line(logged)}; again in ${Math.round(decision.waitMs)} ms`)
      : succeeded(logged)
        ? logger.info(line(logged))
        : logger.error(`${line(logged)}; no retry (${decision.reason})`),
  );
}

/** Runs a caller's function, such as a logger. If it fails, that must not make a success look like a failure. */
export function runSafely(run: () => unknown): void {
  try {
    Promise.resolve(run()).catch(() => {}); // it may be asynchronous
  } catch {}
}

const succeeded = ({ attempt: { answer, trouble }, outcome }: LoggedAttempt): boolean =>
  answer !== undefined && isSuccess(answer) && trouble === undefined && outcome !== "unknown";

function line({ request, attempt: { answer, trouble }, outcome, retries, tookMs, keys }: LoggedAttempt): string {
  const { origin, pathname } = new URL(request.url);
  const how = [answer?.status, trouble?.kind].filter((part) => part !== undefined).join(", ");
  const proved = outcome === undefined ? "" : `, ${outcome}`;
  const url = redactText(`${origin}${pathname}`, ...keys);
  return `heffl: ${request.method} ${url} attempt ${retries + 1}: ${how} in ${Math.round(tookMs)} ms${proved}`;
}
