import { type Serialized, serialize } from "../body/serialize.ts";
import { validate } from "../body/validate.ts";
import { HefflValidationError } from "../errors/request-errors.ts";
import { validateNewTask } from "../generated/validators.js";
import type { Operation } from "../http/operation.ts";
import { creation } from "./outcome.ts";
import { readTask } from "./read-task.ts";

/** `POST /tasks`. Heffl has no idempotency key, so a create that may have arrived must not be sent again. */
export const createTask = {
  method: "post",
  path: "/tasks",
  repeatable: false,
  result: "a task",
  read: readTask,
  change: creation,
} as const satisfies Operation<{ id: string }>;

/** Serializes a task. Throws a HefflValidationError that names every problem. */
export function serializeTask(task: unknown, validated: boolean): Serialized {
  const serialized = serialize(task);
  const issues = validated ? validate(serialized, validateNewTask) : serialized.issues;
  if (issues.length > 0) throw new HefflValidationError(issues);
  return serialized;
}
