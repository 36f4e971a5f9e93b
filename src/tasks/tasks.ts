import { serialize } from "../body/serialize.ts";
import { checkHeaders, readOptions, refuse } from "../config/checks.ts";
import type { RequestOptions } from "../config/options.ts";
import { own } from "../config/own.ts";
import type { RateLimit } from "../errors/answer-errors.ts";
import { listIssues } from "../errors/issues.ts";
import { withoutKeys } from "../errors/without-keys.ts";
import type { paths } from "../generated/schema.ts";
import { readRequestId } from "../http/answer.ts";
import type { CallResult } from "../http/call.ts";
import type { Http } from "../http/http.ts";
import { type Preview, preview } from "../http/preview.ts";
import { readRateLimit } from "../http/rate-limit.ts";
import { isLike } from "./alike.ts";
import { createTask, serializeTask } from "./create-task.ts";
import { getTask } from "./get-task.ts";
import { checkQuery, listTasks, MAX_PAGE_SIZE, pagesOf, type ReadPage, type TaskQuery } from "./list-tasks.ts";
import { withKey } from "./lookup/idempotency-key.ts";
import type { CreateOptions, LookupSettings } from "./lookup/options.ts";
import { type Created, RecognizableCreates } from "./lookup/recognizable-creates.ts";
import { checkSince, tasksSince } from "./since.ts";
import type { AnyCustomFields, Task, TaskInput } from "./types.ts";

/** An answer, and what its headers contain. */
export interface ResponseDetails {
  /** The answer. Its body has been read already. */
  response: Response;
  /** The rate limit from the answer's headers; undefined if they contain none. */
  rateLimit: RateLimit | undefined;
  /** The request's ID, if a header has one. Heffl publishes no such header, so the usual names are tried. */
  requestId: string | undefined;
}

/** A created task, and the answer from which it was read. */
export interface CreatedTask<CF> extends ResponseDetails {
  task: Task<CF>;
  /**
   * `"create"` if the task is the answer to the create, `"lookup"` if it was found in Heffl by its key or read by its ID: see
   * `idempotencyField` and `ifAbsent`.
   */
  source: "create" | "lookup";
}

/** A page of tasks, and the answer from which it was read. */
export interface TaskPage<CF> extends ResponseDetails {
  data: Task<CF>[];
  /** `nextCursor` is the `cursor` of the next page, and null when there is none. */
  meta: { nextCursor: string | null; hasMore: boolean };
}

/** The tasks of a list, read page by page while they are iterated. Each iteration begins with the first page. */
export interface TaskList<CF> extends AsyncIterable<Task<CF>> {
  /**
   * The same tasks, a page at a time.
   *
   * @example for await (const { data, meta } of heffl.tasks.list().pages()) console.log(data.length, meta.nextCursor);
   */
  pages(): AsyncIterable<TaskPage<CF>>;
}

/** Heffl's tasks. The methods don't use `this`, so they can be destructured: `const { create } = heffl.tasks`. */
export interface Tasks<CF = AnyCustomFields> {
  /**
   * Creates a task.
   *
   * Rejects with a {@link HefflError} whose `outcome` says what is proved: `"not_created"`, `"created"` or `"unknown"`.
   * Heffl has no idempotency key, so after `"unknown"` look for the task before you create it again. With an
   * `idempotencyField` the client does that by itself, and resolves with the task that it finds.
   *
   * @example
   * const task = await heffl.tasks.create({ title: "Call Acme", type: "call" });
   */
  create(task: TaskInput<CF>, options?: CreateOptions): Promise<Task<CF>>;

  /**
   * Creates a task, and also returns the answer's details. Rejects as {@link Tasks.create} does.
   *
   * @example
   * const { task, rateLimit } = await heffl.tasks.createWithResponse({ title: "Call Acme" });
   */
  createWithResponse(task: TaskInput<CF>, options?: CreateOptions): Promise<CreatedTask<CF>>;

  /**
   * Shows the request that `create` would send. Nothing is sent, and neither the key function nor middleware is called. Throws a
   * {@link HefflValidationError} or a {@link HefflConfigurationError} where `create` would reject with one.
   *
   * @example
   * console.log(heffl.tasks.preview({ title: "Call Acme" }).curl);
   */
  preview(task: TaskInput<CF>, options?: Pick<CreateOptions, "headers" | "idempotencyKey">): Preview;

  /**
   * Reads a task. Rejects with a {@link HefflError} without an outcome: a {@link HefflApiError} with status 404 when there is no
   * such task.
   *
   * @example
   * const task = await heffl.tasks.get("tsk_4kTq9ZbW2mXc7");
   */
  get(id: string, options?: RequestOptions): Promise<Task<CF>>;

  /**
   * Reads the list of tasks, the newest first by default. Nothing is sent before it is iterated. The options apply to each page.
   * The iteration throws a {@link HefflError} without an outcome when a page can't be read.
   *
   * @example
   * for await (const task of heffl.tasks.list({ pageSize: 100 })) console.log(task.id, task.title);
   */
  list(query?: TaskQuery, options?: RequestOptions): TaskList<CF>;

  /**
   * Finds the tasks that equal the given one in every field that it has. Dates are compared as points in time, and lists in any
   * order. It reads the list of tasks back to `since`, a `Date` or a date-time in RFC 3339. The tasks that it finds are
   * candidates for a person to check, because they can be somebody else's. If it finds none, that proves nothing. Rejects with a
   * {@link HefflError} without an outcome when the list can't be read.
   *
   * @example
   * const candidates = await heffl.tasks.findLike(task, { since: new Date(Date.now() - 10 * 60_000) });
   */
  findLike(task: TaskInput<CF>, options: RequestOptions & { since: Date | string }): Promise<Task<CF>[]>;
}

export function createTasks<CF>(http: Http<paths>, { field, lookupMs }: LookupSettings): Tasks<CF> {
  const { settings } = http;
  const { keys } = settings;
  const recognizable = field === undefined ? undefined : new RecognizableCreates(http, field, lookupMs);

  const reading =
    (options: RequestOptions): ReadPage =>
    (operation, query) =>
      http.call(operation, { params: { query } }, options);

  async function send(task: TaskInput<CF>, options: CreateOptions): Promise<Created> {
    const serialized = withoutKeys(keys, () => serializeTask(task, settings.validateRequests));
    if (recognizable) return recognizable.create(serialized, options);
    const from = await http.during(createTask, options, (context) => {
      checkNoKey(options);
      return http.send(createTask, { body: serialized.text }, context);
    });
    return { task: from.result, from, source: "create" };
  }

  async function* pages(query: TaskQuery, options: RequestOptions): AsyncGenerator<TaskPage<CF>, void> {
    const checked = await http.during(listTasks, options, async () => checkQuery(query));
    for await (const from of pagesOf(reading(options), checked))
      yield { ...(from.result as Pick<TaskPage<CF>, "data" | "meta">), ...details(from) };
  }

  return {
    async create(task, options = {}) {
      return (await send(task, options)).task as Task<CF>;
    },
    async createWithResponse(task, options = {}) {
      const { task: created, from, source } = await send(task, options);
      return { task: created as Task<CF>, source, ...details(from) };
    },
    preview(task, options = {}) {
      return withoutKeys(keys, () => {
        const given = readOptions(options);
        const serialized = serializeTask(task, settings.validateRequests);
        if (field === undefined) checkNoKey(given);
        const { text } = field === undefined ? serialized : withKey(serialized, field, given.idempotencyKey);
        const headers = { "content-type": "application/json", ...settings.headers, ...checkHeaders(given.headers) };
        return preview(createTask.method.toUpperCase(), `${settings.baseUrl}${createTask.path}`, headers, text);
      });
    },
    async get(id, options = {}) {
      return (await http.call(getTask, { params: { path: { id } } }, options)).result as Task<CF>;
    },
    list(query = {}, options = {}) {
      return {
        pages: () => pages(query, options),
        async *[Symbol.asyncIterator]() {
          for await (const { data } of pages(query, options)) yield* data;
        },
      };
    },
    async findLike(task, options) {
      const { sent, since } = await http.during(listTasks, options, async () => ({
        sent: sentValues(task),
        since: checkSince(own(options, "since")),
      }));
      const found: Task<CF>[] = [];
      for await (const { task: listed } of tasksSince(reading(options), MAX_PAGE_SIZE, since))
        if (isLike(sent, listed)) found.push(listed as Task<CF>);
      return found;
    },
  };
}

function details({ answer, response }: CallResult<unknown>): ResponseDetails {
  return {
    response: response(),
    rateLimit: readRateLimit(answer.headers, Date.now()),
    requestId: readRequestId(answer.headers),
  };
}

/** A task with the values that would be sent. */
function sentValues(task: unknown): object {
  const { value, issues } = serialize(task);
  if (issues.length > 0) refuse(`The task can't be read: ${listIssues(issues)}`);
  return Object(value);
}

function checkNoKey(options: CreateOptions): void {
  const name = ["idempotencyKey", "ifAbsent"].find((each) => own(options, each) !== undefined);
  if (name) refuse(`${name} needs the client's idempotencyField. Set it to the text field that carries the key.`);
}
