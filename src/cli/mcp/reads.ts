import type { Heffl, TaskInput, TaskQuery } from "../../index.ts";
import { failedRead, refused, type ToolResult } from "./answers.ts";
import { CALL_MS, FIND_MS } from "./limits.ts";

/** `get_task` */
export async function getTask(heffl: Heffl, args: Record<string, unknown>, signal: AbortSignal): Promise<ToolResult> {
  const unknown = Object.keys(args).find((name) => name !== "id");
  if (unknown !== undefined) return refused(unknown, "There is no such argument. get_task has id.");
  const { id } = args;
  if (typeof id !== "string") return refused("id", "Must be a task's ID, as text.");
  return reading(async () => {
    const task = await heffl.tasks.get(id, { signal });
    return { task, next: "Nothing is left to do." };
  });
}

/** `list_tasks`: one page. */
export async function listTasks(heffl: Heffl, args: Record<string, unknown>, signal: AbortSignal): Promise<ToolResult> {
  return reading(async () => {
    for await (const { data, meta } of heffl.tasks.list(args as TaskQuery, { signal }).pages()) {
      const next = meta.hasMore
        ? "For the next page, call with `cursor`: `meta.nextCursor`."
        : "There are no more pages.";
      return { data, meta, next };
    }
    throw new Error("Heffl answered without a page.");
  });
}

/** `find_task` */
export async function findTask(
  heffl: Heffl,
  { since = new Date(Date.now() - FIND_MS), ...task }: Record<string, unknown>,
  signal: AbortSignal,
): Promise<ToolResult> {
  return reading(async () => {
    heffl.tasks.preview(task as unknown as TaskInput); // throws for fields and values that no task can have
    const options = { since: since as Date | string, signal: AbortSignal.any([signal, AbortSignal.timeout(CALL_MS)]) };
    const candidates = await heffl.tasks.findLike(task as unknown as TaskInput, options);
    const next =
      candidates.length === 0
        ? "No equal task was seen, which doesn't prove that there is none."
        : "Show them to the user, who can tell whether one of them is the task.";
    return { candidates, next };
  });
}

async function reading(read: () => Promise<ToolResult["answer"]>): Promise<ToolResult> {
  try {
    return { answer: await read() };
  } catch (error) {
    return failedRead(error);
  }
}
