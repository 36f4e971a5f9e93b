import { checkHeaders, readOptions } from "../config/checks.ts";
import type { RequestOptions } from "../config/options.ts";
import type { RateLimit } from "../errors/answer-errors.ts";
import { withoutKeys } from "../errors/without-keys.ts";
import type { paths } from "../generated/schema.ts";
import { readRequestId } from "../http/answer.ts";
import type { Http } from "../http/http.ts";
import { type Preview, preview } from "../http/preview.ts";
import { readRateLimit } from "../http/rate-limit.ts";
import { createTask, serializeTask } from "./create-task.ts";
import type { AnyCustomFields, Task, TaskInput } from "./types.ts";

/** A created task, and the answer that it came in. */
export interface CreatedTask<CF> {
  task: Task<CF>;
  /** Its body is already read. */
  response: Response;
  /** The rate limit as the answer's headers tell it; undefined when they don't. */
  rateLimit: RateLimit | undefined;
  /** A request ID, where a header holds one. Heffl publishes no such header. */
  requestId: string | undefined;
}

/** Heffl's tasks. Its methods can be taken off it: `const { create } = heffl.tasks`. */
export interface Tasks<CF = AnyCustomFields> {
  /**
   * Creates a task.
   *
   * Rejects with a {@link HefflError} whose `outcome` says what is proved: `"not_created"`, `"created"` or `"unknown"`.
   * Heffl has no idempotency key, so after `"unknown"` look for the task before you create it again.
   *
   * @example
   * const task = await heffl.tasks.create({ title: "Call Acme", type: "call" });
   */
  create(task: TaskInput<CF>, options?: RequestOptions): Promise<Task<CF>>;

  /**
   * Creates a task, and gives the answer's details beside it. Rejects as {@link Tasks.create} does.
   *
   * @example
   * const { task, rateLimit } = await heffl.tasks.createWithResponse({ title: "Call Acme" });
   */
  createWithResponse(task: TaskInput<CF>, options?: RequestOptions): Promise<CreatedTask<CF>>;

  /**
   * Shows the request that `create` would send, without sending it or asking for the key. Middleware has no part in it.
   * Throws a {@link HefflValidationError} where `create` would reject with one.
   *
   * @example
   * console.log(heffl.tasks.preview({ title: "Call Acme" }).curl);
   */
  preview(task: TaskInput<CF>, options?: Pick<RequestOptions, "headers">): Preview;
}

export function createTasks<CF>(http: Http<paths>): Tasks<CF> {
  const { settings } = http;
  const keys = settings.keys;
  const write = (task: TaskInput<CF>) => withoutKeys(keys, () => serializeTask(task, settings.validateRequests));
  const send = (task: TaskInput<CF>, options: RequestOptions) => http.call(createTask, { body: write(task) }, options);
  return {
    async create(task, options = {}) {
      return (await send(task, options)).result as Task<CF>;
    },
    async createWithResponse(task, options = {}) {
      const { result, answer, response } = await send(task, options);
      return {
        task: result as Task<CF>,
        response: response(),
        rateLimit: readRateLimit(answer.headers, Date.now()),
        requestId: readRequestId(answer.headers),
      };
    },
    preview(task, options = {}) {
      const own = withoutKeys(keys, () => checkHeaders(readOptions(options).headers));
      const headers = { "content-type": "application/json", ...settings.headers, ...own };
      return preview(createTask.method.toUpperCase(), `${settings.baseUrl}${createTask.path}`, headers, write(task));
    },
  };
}
