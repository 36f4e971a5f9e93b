import { checkNumber, readOptions, refuse } from "../config/checks.ts";
import { own } from "../config/own.ts";
import type { paths } from "../generated/schema.ts";
import { type Answer, isSuccess, objectOf } from "../http/answer.ts";
import type { CallResult } from "../http/call.ts";
import type { Operation } from "../http/operation.ts";
import { saysError } from "../http/says-error.ts";
import { isTask } from "./read-task.ts";

type DocumentedQuery = NonNullable<paths["/tasks"]["get"]["parameters"]["query"]>;

/**
 * Which tasks to list, and in what order. What each part does is told in the reference; without any, the newest come first.
 * `filters` is an object, or the text of one in JSON.
 */
export type TaskQuery = {
  [Name in keyof DocumentedQuery]: DocumentedQuery[Name] | (Name extends "filters" ? object : never) | undefined;
};

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
  const query: Record<string, unknown> = readOptions(given);
  for (const [name, value] of Object.entries(query)) {
    if (!NAMES.includes(name)) refuse(`The list of tasks has no ${name}. It has ${NAMES.join(", ")}.`);
    if (value === undefined) continue;
    if (name === "pageSize") checkNumber(name, value as number, 1, MAX_PAGE_SIZE);
    else if (name === "filters" && typeof value === "object" && value !== null) query[name] = JSON.stringify(value);
    else if (typeof value !== "string" || value === "") refuse(`${name} must be a string that isn't empty.`);
  }
  return query;
}

const NAMES: string[] = [
  "cursor",
  "pageSize",
  "search",
  "orderBy",
  "orderDir",
  "filters",
] satisfies (keyof TaskQuery)[];

/** The largest that Heffl publishes. */
export const MAX_PAGE_SIZE = 100;
