import type { Rng } from "./random.ts";

type Task = Readonly<Record<string, unknown>>;

interface Listed {
  readonly task: Task;
  /** From when on the list shows it, by `performance.now()`, in ms. */
  readonly shownFrom: number;
}

/** How many tasks of somebody else, with an equal title and a key of their own, come with a hundred of ours. */
const STRANGERS_PERCENT = 30;

/**
 * The tasks that exist, as a list that lags shows them: each a random time after it was made, and between them tasks of
 * somebody else. A cursor is a number of tasks, so that tasks stand on two pages when new ones come while pages are read.
 */
export class TaskList {
  readonly #lagMs: number;
  readonly #random: Rng;
  readonly #listed: Listed[] = [];
  readonly #byId = new Map<string, Task>();

  constructor(lagMs: number, random: Rng) {
    this.#lagMs = lagMs;
    this.#random = random;
  }

  add(task: Task): void {
    this.#show(task);
    if (this.#random() * 100 >= STRANGERS_PERCENT) return;
    const fields = Object.keys(task).filter((name) => name.startsWith("cf_"));
    const others = Object.fromEntries(fields.map((name) => [name, this.#random() < 0.5 ? null : `of ${task["id"]}`]));
    this.#show({ ...task, ...others, id: `tsk_stranger_${task["id"]}` });
  }

  #show(task: Task): void {
    const made = { ...task, createdAt: new Date().toISOString() };
    this.#byId.set(String(task["id"]), made);
    this.#listed.unshift({ task: made, shownFrom: performance.now() + this.#random() * this.#lagMs });
  }

  /** What a read of `target` finds; undefined for a task that doesn't exist. */
  read(target: string): Task | undefined {
    const { pathname, searchParams } = new URL(target, "http://localhost");
    const [, id] = pathname.match(/^\/tasks\/([^/]+)$/) ?? [];
    if (id !== undefined) return this.#byId.get(decodeURIComponent(id));
    const from = Number(searchParams.get("cursor") ?? 0);
    const to = from + Number(searchParams.get("pageSize") ?? 30);
    const now = performance.now();
    const data: Task[] = [];
    let shown = 0;
    for (const { task, shownFrom } of this.#listed) {
      if (shownFrom > now) continue;
      if (shown >= from) data.push(task);
      if (++shown > to) break;
    }
    const hasMore = shown > to;
    return { data: data.slice(0, to - from), meta: { nextCursor: hasMore ? `${to}` : null, hasMore } };
  }
}
