import type { Client } from "openapi-fetch";
import { call } from "./call.ts";
import { checkHeaders } from "./checks.ts";
import { HefflValidationError } from "./errors.ts";
import { failure } from "./failure.ts";
import type { paths } from "./generated/schema.ts";
import { validateNewTask } from "./generated/validators.js";
import { serialize } from "./json.ts";
import type { RequestOptions, Settings } from "./options.ts";
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
  readonly #api: Client<paths>;
  readonly #settings: Settings;

  constructor(api: Client<paths>, settings: Settings) {
    this.#api = api;
    this.#settings = settings;
  }

  /**
   * Creates a task.
   *
   * Rejects with a {@link HefflError} whose `outcome` says what is proved: `"not_created"`, `"created"` or `"unknown"`.
   * Heffl has no idempotency key, so after `"unknown"` look for the task before you create it again.
   */
  async create(task: NewTask<CF>, options: RequestOptions = {}): Promise<Task<CF>> {
    return (await this.createWithResponse(task, options)).task;
  }

  /** Creates a task, and gives the answer's details beside it. Rejects as {@link Tasks.create} does. */
  async createWithResponse(task: NewTask<CF>, options: RequestOptions = {}): Promise<CreatedTask<CF>> {
    const text = this.#serialize(task);
    const { ended, response } = await call(this.#settings, options, (init) =>
      // openapi-fetch would serialise `task` a second time; what was checked is what is sent.
      this.#api.POST("/tasks", { ...init, body: task as never, bodySerializer: () => text }),
    );
    const created = readTask(ended.answer);
    if (created === undefined) throw failure(ended);
    return {
      task: created as Task<CF>,
      response,
      rateLimit: readRateLimit(response.headers, Date.now()),
      requestId: readRequestId(response.headers),
    };
  }

  /**
   * Shows the request that `create` would send, without sending it or asking for the key. Middleware has no part in it.
   * Throws a {@link HefflValidationError} where `create` would reject with one.
   */
  preview(task: NewTask<CF>, options: Pick<RequestOptions, "headers"> = {}): Preview {
    const headers = { ...this.#settings.headers, ...checkHeaders(options.headers ?? {}) };
    return preview("POST", `${this.#settings.baseUrl}/tasks`, headers, this.#serialize(task));
  }

  #serialize(task: unknown): string {
    const serialized = serialize(task);
    const issues = this.#settings.validateRequests ? validate(serialized, validateNewTask) : serialized.issues;
    if (issues.length > 0) throw new HefflValidationError(issues);
    return serialized.text;
  }
}
