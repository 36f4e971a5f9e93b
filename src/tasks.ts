import type { Called } from "./call.ts";
import type { Caller } from "./caller.ts";
import { checkHeaders } from "./checks.ts";
import { HefflValidationError } from "./errors.ts";
import { failure } from "./failure.ts";
import { validateNewTask } from "./generated/validators.js";
import { serialize } from "./json.ts";
import { jsonHeaders, type RequestOptions, type Settings } from "./options.ts";
import { readRequestId, readTask } from "./outcome.ts";
import { type Preview, preview } from "./preview.ts";
import { type RateLimit, readRateLimit } from "./rate-limit.ts";
import type { AnyCustomFields, NewTask, Task } from "./types.ts";
import { validate } from "./validate.ts";

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

/** Heffl's tasks. */
export class Tasks<CF = AnyCustomFields> {
  readonly #call: Caller;
  readonly #settings: Settings;

  constructor(call: Caller, settings: Settings) {
    this.#call = call;
    this.#settings = settings;
  }

  /**
   * Creates a task.
   *
   * Rejects with a {@link HefflError} whose `outcome` says what is proved: `"not_created"`, `"created"` or `"unknown"`.
   * Heffl has no idempotency key, so after `"unknown"` look for the task before you create it again.
   */
  async create(task: NewTask<CF>, options: RequestOptions = {}): Promise<Task<CF>> {
    return this.#read(await this.#send(task, options));
  }

  /** Creates a task, and gives the answer's details beside it. Rejects as {@link Tasks.create} does. */
  async createWithResponse(task: NewTask<CF>, options: RequestOptions = {}): Promise<CreatedTask<CF>> {
    const called = await this.#send(task, options);
    const { headers } = called.ended.answer;
    return {
      task: this.#read(called),
      response: called.response(),
      rateLimit: readRateLimit(headers, Date.now()),
      requestId: readRequestId(headers),
    };
  }

  #send(task: NewTask<CF>, options: RequestOptions): Promise<Called> {
    // The text that was checked is what is sent, so openapi-fetch isn't given the task, of which its types speak.
    return this.#call(this.#serialize(task), options, (api, init) => api.POST("/tasks", init as never));
  }

  #read({ ended }: Called): Task<CF> {
    const created = readTask(ended.answer);
    if (created === undefined) throw failure(ended);
    return created as Task<CF>;
  }

  /**
   * Shows the request that `create` would send, without sending it or asking for the key. Middleware has no part in it.
   * Throws a {@link HefflValidationError} where `create` would reject with one.
   */
  preview(task: NewTask<CF>, options: Pick<RequestOptions, "headers"> = {}): Preview {
    const headers = jsonHeaders(this.#settings, checkHeaders(options.headers ?? {}));
    return preview("POST", `${this.#settings.baseUrl}/tasks`, headers, this.#serialize(task));
  }

  #serialize(task: unknown): string {
    const serialized = serialize(task);
    const issues = this.#settings.validateRequests ? validate(serialized, validateNewTask) : serialized.issues;
    if (issues.length > 0) throw new HefflValidationError(issues);
    return serialized.text;
  }
}
