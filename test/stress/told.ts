import { type Heffl, isHefflError } from "../../src/index.ts";
import type { Told } from "../faults/trial.ts";

/** How one create ended. A rejection with anything but an error of this client is wrong, and is handed to `raw`. */
export async function toldOf(call: ReturnType<Heffl["tasks"]["create"]>, raw: (error: unknown) => void): Promise<Told> {
  try {
    return { kind: "task", id: (await call).id };
  } catch (error) {
    if (!isHefflError(error)) {
      raw(error);
      return { kind: "error", outcome: undefined };
    }
    return { kind: "error", outcome: error.outcome, taskId: error.taskId };
  }
}

/** What is wrong with what callers were told, beside the tasks that really exist. */
export function compare(told: Map<string, Told>, createdOf: (key: string) => readonly string[]) {
  const wrong: string[] = [];
  const counts: Record<string, number> = {};
  for (const [key, said] of told) {
    const created = createdOf(key);
    const kind = said.kind === "error" ? String(said.outcome) : said.kind;
    counts[kind] = (counts[kind] ?? 0) + 1;
    const isSo =
      kind === "task" || kind === "created"
        ? created.length > 0
        : kind === "not_created"
          ? created.length === 0
          : kind === "unknown";
    const id = said.kind === "task" ? said.id : said.kind === "error" ? said.taskId : undefined;
    if (!isSo || created.length > 1 || (id !== undefined && !created.includes(id)))
      wrong.push(`${key}: told ${JSON.stringify(said)}, made ${JSON.stringify(created)}`);
  }
  return { calls: told.size, wrong, told: counts };
}

/** Runs calls, `atOnce` at a time, while there is to be a next one. */
export async function inParallel(
  isNext: (index: number) => boolean,
  atOnce: number,
  call: (index: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  const worker = async () => {
    while (isNext(next)) await call(next++);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
