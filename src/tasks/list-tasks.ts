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
   * Text to search for. Which fields of a task it searches isn't published.
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
   * Conditions, as an object or as its text in JSON. Which fields can be filtered, and by which operators other than `is`, isn't
   * published.
   *
   * @default none
   * @example heffl.tasks.list({ filters: { status: { operator: "is", values: ["OPEN"] } } })
   */
  filters?: string | object | undefined;
}

/** A page as it is answered with. */
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

/** All pages, one after the other. A cursor that comes a second time would lead round in a circle, so that is no page. */
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

/** Tells a page by its tasks' IDs and by what says whether there is another page, and how it is asked for. */
function readPage(answer: Answer): Page | undefined {
  const page = objectOf(answer);
  const data = own(page, "data");
  const meta = own(page, "meta");
  const more = own(meta, "hasMore");
  const cursor = own(meta, "nextCursor");
  const leadsOn = more === false || (more === true && typeof cursor === "string" && cursor !== "");
  return isSuccess(answer) && Array.isArray(data) && data.every(isTask) && leadsOn && !saysError(answer)
    ? (page as unknown as Page)
    : undefined;
}

/** A query as it is sent. Throws a HefflConfigurationError for what the API doesn't have. */
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
