import { MAX_PAGE_SIZE } from "../tasks/list-tasks.ts";
import type { Task } from "../tasks/types.ts";
import type { Content } from "./plan.ts";

const DEFAULT_PAGE_SIZE = 30;
const SUPPORTED = `This mock can do a whole pageSize from 1 to ${MAX_PAGE_SIZE}, orderBy=createdAt, orderDir=asc or desc, and a cursor that it gave.`;

/** The tasks that exist, and the pages of the list, which may not show a new task yet. */
export class MockList {
  readonly tasks: Task[] = [];
  readonly #lag: number;
  /** How many pages had been returned when each task was added. */
  readonly #addedAt = new WeakMap<Task, number>();
  #answers = 0;

  /** @param lag how many pages don't show a new task yet */
  constructor(lag: number) {
    if (!(Number.isInteger(lag) && lag >= 0))
      throw new TypeError(`listLag must be a whole number from 0 up, not ${lag}.`);
    this.#lag = lag;
  }

  add(task: Task): void {
    this.tasks.push(task);
    this.#addedAt.set(task, this.#answers);
  }

  /** The page that a URL asks for. */
  page(url: string): Content {
    const query = new URL(url).searchParams;
    const issues = [...query]
      .filter(([name, value]) => !this.#supports(name, value))
      .map(([field]) => ({ field, message: SUPPORTED }));
    if (issues.length > 0) return { refused: { status: 400, message: "This mock can't answer this query.", issues } };
    const tasks = this.#sorted(query.get("orderDir") === "asc");
    const before = this.#taskOf(query.get("cursor") ?? "");
    const from = before ? tasks.indexOf(before) + 1 : 0;
    const data = tasks.slice(from, from + Number(query.get("pageSize") ?? DEFAULT_PAGE_SIZE));
    const last = data.at(-1);
    const hasMore = last !== undefined && last !== tasks.at(-1);
    const nextCursor = hasMore ? `mock_${this.tasks.indexOf(last)}` : null;
    this.#answers++;
    return { made: { data, meta: { nextCursor, hasMore } } };
  }

  /**
   * Whether Heffl publishes what the parameter does. To guess the others, such as `search`, would let tests pass that prove
   * nothing.
   */
  #supports(name: string, value: string): boolean {
    if (name === "pageSize") return /^[1-9]\d*$/.test(value) && Number(value) <= MAX_PAGE_SIZE;
    if (name === "orderBy") return value === "createdAt";
    if (name === "orderDir") return value === "asc" || value === "desc";
    return name === "cursor" && this.#taskOf(value) !== undefined;
  }

  #sorted(oldestFirst: boolean): Task[] {
    const time = ({ createdAt }: Task) => Date.parse(createdAt ?? "") || 0;
    const shown = this.tasks.filter((task) => this.#answers - (this.#addedAt.get(task) ?? 0) >= this.#lag);
    shown.sort((a, b) => time(a) - time(b));
    return oldestFirst ? shown : shown.reverse();
  }

  /**
   * The last task of the page that returned a cursor, so that a task that is created between two pages doesn't move the next
   * page.
   */
  #taskOf(cursor: string): Task | undefined {
    return this.tasks[Number(cursor.match(/^mock_(\d+)$/)?.[1] ?? -1)];
  }

  clear(): void {
    this.tasks.length = 0;
  }
}
