import { type Answer, isJson, isSuccess, objectOf } from "../http/answer.ts";

/**
 * The task that an answer holds: a 2xx whose body is an object with a string `id`. No more is asked, so that a new enum
 * value doesn't turn a created task into a failure.
 */
export function readTask(answer: Answer): { id: string } | undefined {
  if (!isSuccess(answer)) return undefined;
  const body = objectOf(answer);
  return typeof body?.["id"] === "string" && body["id"] !== "" ? (body as { id: string }) : undefined;
}

/** A task's ID from an answer that may have been cut off: where it is the first thing that is said. */
export function readTaskId(answer: Answer): string | undefined {
  const whole = readTask(answer)?.id;
  if (whole !== undefined || !isJson(answer.headers)) return whole;
  return answer.text.match(/^\s*\{\s*"id"\s*:\s*"([^"\\]+)"/)?.[1];
}
