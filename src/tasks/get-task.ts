import type { Operation } from "../http/operation.ts";
import { readTask } from "./read-task.ts";

/** `GET /tasks/{id}`. */
export const getTask = {
  method: "get",
  path: "/tasks/{id}",
  repeatable: true,
  result: "a task",
  read: readTask,
} as const satisfies Operation<{ id: string }>;
