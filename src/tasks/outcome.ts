import type { ErrorCode } from "../errors/answer-errors.ts";
import type { Outcome } from "../errors/heffl-error.ts";
import { type Answer, isSuccess, readError } from "../http/answer.ts";
import type { Change } from "../http/operation.ts";
import { readTaskId } from "./read-task.ts";

/** What the attempts of a create prove about its task. The one place that says so. */
export const creation: Change = {
  prove: ({ answer, neverSent }) => (answer ? outcomeOf(answer) : neverSent ? "not_created" : "unknown"),
  combine,
  explain(outcome, answer) {
    const taskId = outcome === "created" && answer ? readTaskId(answer) : undefined;
    return { taskId, advice: adviceFor(outcome, taskId) };
  },
};

/** Whether each code proves that Heffl refused the request. The code for 500 proves nothing. */
const REFUSALS = {
  VALIDATION_ERROR: true,
  BAD_REQUEST: true,
  UNAUTHORIZED: true,
  FORBIDDEN: true,
  NOT_FOUND: true,
  CONFLICT: true,
  TOO_MANY_REQUESTS: true,
  INTERNAL_SERVER_ERROR: false,
} satisfies Record<ErrorCode, boolean>;

/**
 * What an answer proves about the task.
 *
 * - 429: refused, nothing was created.
 * - 4xx with a code that Heffl publishes: refused by Heffl itself. Without one a proxy may have answered, perhaps after
 *   it passed the request on. 408 and 499 prove nothing, because they are sent while a request is being processed.
 * - 2xx with a task's readable ID: created, unless the body says that it is an error.
 * - Anything else proves nothing: 5xx, and an HTML page with any status but 429. A 503 with `Retry-After` proves nothing
 *   either, because caches send it after the server received the request.
 */
export function outcomeOf(answer: Answer): Outcome {
  const { status } = answer;
  if (status === 429) return "not_created";
  if (isSuccess(answer)) return readTaskId(answer) === undefined ? "unknown" : "created";
  if (status >= 400 && status < 500 && status !== 408 && status !== 499) {
    const code = readError(answer.text)?.code;
    if (code !== undefined && Object.hasOwn(REFUSALS, code) && REFUSALS[code as ErrorCode]) return "not_created";
  }
  return "unknown";
}

/**
 * What two attempts of one call prove together. A later attempt can't undo that the task was created, or that it may have been.
 */
export function combine(before: Outcome | undefined, now: Outcome): Outcome {
  if (before === "created" || now === "created") return "created";
  return before === "unknown" ? before : now;
}

function adviceFor(outcome: Outcome, taskId: string | undefined): string {
  if (outcome === "not_created") return "Nothing was created.";
  if (outcome === "unknown")
    return "The task may exist: look for it before you create it again, for example with tasks.findLike.";
  return `The task was created${taskId === undefined ? "" : ` (${taskId})`}: don't create it again.`;
}
