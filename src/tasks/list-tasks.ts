import { checkNumber, readOptions, refuse } from "../config/checks.ts";
import { own } from "../config/own.ts";
import type { paths } from "../generated/schema.ts";
import { type Answer, isSuccess, objectOf } from "../http/answer.ts";
import type { CallResult } from "../http/call.ts";
import type { Operation } from "../http/operation.ts";
import { saysError } from "../http/says-error.ts";
import { isTask } from "./read-task.ts";

type DocumentedQuery = NonNullable<paths["/tasks"]["get"]["parameters"]["query"]>;

/** Which tasks to list, and in what order. Each part may be left out. */
export interface TaskQuery {
  /**
   * `meta.nextCursor` of an earlier page. The list continues after that page.
   *
   * @default none: the list begins with the first page
   * @example heffl.tasks.list({ cursor: saved })
   */
  cursor?: string | undefined;
  /**
   * How many tasks a page has: from 1 to 100.
   *
   * @default 30
   * @example heffl.tasks.list({ pageSize: 100 })
   */
  pageSize?: number | undefined;
  /**
   * Text to search for. Heffl doesn't publish which fields of a task are searched.
   *
   * @default none
   * @example heffl.tasks.list({ search: "Acme" })
   */
  search?: string | undefined;
  /**
   * The field by which the tasks are sorted. Only `createdAt` is published.
   *
   * @default "createdAt"
   * @example heffl.tasks.list({ orderBy: "createdAt" })
   */
  orderBy?: string | undefined;
  /**
   * `"desc"`: the newest first; `"asc"`: the oldest first.
   *
   * @default "desc"
   * @example heffl.tasks.list({ orderDir: "asc" })
   */
  orderDir?: DocumentedQuery["orderDir"] | undefined;
  /**
   * Conditions, as an object or as JSON text. Heffl doesn't publish which fields can be filtered, nor which operators there are
   * besides `is`.
   *
   * @default none
   * @example heffl.tasks.list({ filters: { status: { operator: "is", values: ["OPEN"] } } })
   */
  filters?: string | object | undefined;
}

/** The part of a page that is checked when it is read. */
export interface Page {
  data: { id: string }[];
  meta: { nextCursor: string | null; hasMore: boolean };
}

/** `GET /tasks`. */
export const listTasks = {
  method: "get",
  path: "/tasks",
  repeatable: true,
  result: "a page of tasks with a new cursor",
  read: readPage,
} as const satisfies Operation<Page>;

/** Reads a page: one request. */
export type ReadPage = (operation: typeof listTasks, query: DocumentedQuery) => Promise<CallResult<Page>>;

/**
 * All pages, one after the other. A page with a cursor that came before counts as unreadable, because the list would never end.
 */
export async function* pagesOf(read: ReadPage, query: DocumentedQuery): AsyncGenerator<CallResult<Page>, void> {
  const seen = new Set([query.cursor]);
  const operation = {
    ...listTasks,
    read(answer: Answer) {
      const page = readPage(answer);
      return page?.meta.hasMore && seen.has(page.meta.nextCursor ?? undefined) ? undefined : page;
    },
  };
  for (let { cursor } = query; ; ) {
    const page = await read(operation, cursor === undefined ? query : { ...query, cursor });
    const { nextCursor, hasMore } = page.result.meta;
    yield page;
    if (!hasMore) return;
    cursor = nextCursor ?? undefined;
    seen.add(cursor);
  }
}

/** Reads a page: its tasks must have IDs, and it must say whether there is another page, and with which cursor. */
function readPage(answer: Answer): Page | undefined {
  const page = objectOf(answer);
  const data = own(page, "data");
  const meta = own(page, "meta");
  const more = own(meta, "hasMore");
  const cursor = own(meta, "nextCursor");
  const isMetaUsable = more === false || (more === true && typeof cursor === "string" && cursor !== "");
  return isSuccess(answer) && Array.isArray(data) && data.every(isTask) && isMetaUsable && !saysError(answer)
    ? (page as unknown as Page)
    : undefined;
}

/** Checks a query and makes it the one that is sent. Throws a HefflConfigurationError. */
export function checkQuery(given: TaskQuery): DocumentedQuery {
  const query = readOptions(given) as Record<string, unknown>;
  for (const [name, value] of Object.entries(query)) {
    if (!NAMES.includes(name)) refuse(`The list of tasks has no ${name}. It has ${NAMES.join(", ")}.`);
    if (value === undefined) continue;
    if (name === "pageSize") {
      checkNumber(name, value as number, 1, MAX_PAGE_SIZE);
      if (!Number.isInteger(value)) refuse("pageSize must be a whole number.");
    } else if (name === "orderDir" && value !== "asc" && value !== "desc") refuse("orderDir must be asc or desc.");
    else if (name === "filters" && typeof value === "object" && value !== null) query[name] = JSON.stringify(value);
    else if (typeof value !== "string" || value === "") refuse(`${name} must be a string that isn't empty.`);
  }
  return query;
}

const NAMES: string[] = ["cursor", "pageSize", "search", "orderBy", "orderDir", "filters"] satisfies (keyof TaskQuery &
  keyof DocumentedQuery)[];

/** The largest that Heffl publishes. */
export const MAX_PAGE_SIZE = 100;
