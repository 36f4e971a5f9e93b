import { own } from "../config/own.ts";
import { type Answer, isJson, isSuccess, objectOf } from "../http/answer.ts";
import { saysError } from "../http/says-error.ts";

/**
 * The task in an answer: a 2xx whose body is an object with a readable `id` and doesn't say that it is an error. Nothing else is
 * checked, so that a new enum value doesn't turn a created task into a failure.
 */
export function readTask(answer: Answer): { id: string } | undefined {
  const body = objectOf(answer);
  return isSuccess(answer) && body && isId(own(body, "id")) && !saysError(answer)
    ? (body as { id: string })
    : undefined;
}

/** A task's ID, also from a body that was cut off, if the ID is its first field. */
export function readTaskId(answer: Answer): string | undefined {
  if (objectOf(answer)) return readTask(answer)?.id;
  const first = answer.text.match(/^\s*\{\s*"id"\s*:\s*"([^"\\]+)"/)?.[1];
  return isSuccess(answer) && isJson(answer.headers) && isId(first) && !saysError(answer) ? first : undefined;
}

/** Whether a value counts as a task: an object with a readable ID. */
export const isTask = (value: unknown): value is { id: string } => isId(own(value, "id"));

const isId = (value: unknown): value is string => typeof value === "string" && /\S/.test(value);
