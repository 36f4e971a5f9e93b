import type { Logger } from "./logger.ts";
import type { Fetch } from "./transport.ts";

/** Heffl's API, version 2. */
export const DEFAULT_BASE_URL = "https://api.heffl.com/api/v2";
/** How long one attempt may take, from connecting to the end of the body, in ms. */
export const DEFAULT_TIMEOUT_MS = 30_000;
/** How many times a request may be sent again. */
export const DEFAULT_MAX_RETRIES = 2;
/** The longest wait before a retry, in ms. */
export const DEFAULT_MAX_RETRY_DELAY_MS = 60_000;

/**
 * See {@link ClientOptions.beforeRequest}. If it returns a function, or resolves with one, that is called when the request has
 * ended, with the answer's `status` and `headers` if there was an answer.
 */
export type BeforeRequest = (request: { method: string; url: string; signal: AbortSignal }) => unknown;

/** The options of a client that concern every call. */
export interface ClientOptions {
  /**
   * The API key, or a function that returns it and is called once for each call. Without this option the environment variable is
   * read when the client is made, and at each call if it wasn't set by then.
   *
   * @default the environment variable `HEFFL_API_KEY`
   * @example new Heffl({ apiKey: () => secrets.read("heffl") })
   */
  apiKey?: string | (() => string | Promise<string>) | undefined;
  /**
   * The address of the API. Plain http is allowed only to this machine.
   *
   * @default the environment variable `HEFFL_BASE_URL`, else {@link DEFAULT_BASE_URL}
   * @example new Heffl({ baseUrl: "http://127.0.0.1:4010" })
   */
  baseUrl?: string | undefined;
  /**
   * How long one attempt may take, from connecting to the end of the body, in ms.
   *
   * @default 30_000
   * @example new Heffl({ timeoutMs: 5_000 })
   */
  timeoutMs?: number | undefined;
  /**
   * How long a whole call may take, in ms: the key function, middleware, every attempt and the waits between them. An
   * attempt gets `timeoutMs` or what is left of this, whichever is less. If a wait doesn't fit into what is left, the call fails
   * at once.
   *
   * @default no limit
   * @example new Heffl({ totalTimeoutMs: 8_000 })
   */
  totalTimeoutMs?: number | undefined;
  /**
   * How many times a request may be sent again, from 0 to 100: one that was never sent, one that was answered with 429, and a
   * read that failed.
   *
   * @default 2
   * @example new Heffl({ maxRetries: 0 })
   */
  maxRetries?: number | undefined;
  /**
   * The longest wait before a retry, in ms. When the server asks for a longer one, the call fails instead.
   *
   * @default 60_000
   * @example new Heffl({ maxRetryDelayMs: 10_000 })
   */
  maxRetryDelayMs?: number | undefined;
  /**
   * Whether to retry when the outcome is unknown, at the risk of creating the task twice.
   *
   * @default false
   * @example new Heffl({ retryUnknown: true })
   */
  retryUnknown?: boolean | undefined;
  /**
   * A transport of your own. It must not send a request more than once or follow redirects: a dispatcher that retries, or
   * undici's `fetch` after a 421, may create a task twice.
   *
   * @default the global `fetch`, looked up for each attempt
   * @example new Heffl({ fetch: undiciTransport() })
   */
  fetch?: Fetch | undefined;
  /**
   * Called and awaited before each request is sent, retries and lookups included; for a rate limit of your own. If it returns a
   * function, or resolves with one, that is called when the request has ended. When the call has to end before that, it doesn't
   * wait any longer, and aborts `signal`.
   *
   * @default none
   * @example new Heffl({ beforeRequest: ({ signal }) => limiter.take(signal) })
   */
  beforeRequest?: BeforeRequest | undefined;
  /**
   * Headers for every request; one whose value is undefined is left out. Pass the key as `apiKey`, not here.
   *
   * @default none
   * @example new Heffl({ headers: { "x-tenant": process.env.TENANT } })
   */
  headers?: Record<string, string | undefined> | undefined;
  /**
   * Gets one line for each attempt, without secrets: `info` for a success, `warn` for a retry, `error` for a failure.
   *
   * @default the console from the level that the environment variable `HEFFL_LOG` names, else none
   * @example new Heffl({ logger: console })
   */
  logger?: Logger | undefined;
  /**
   * Whether a task is checked against the document before it is sent.
   *
   * @default true
   * @example new Heffl({ validateRequests: false })
   */
  validateRequests?: boolean | undefined;
  /**
   * Allows use in a web page, where everyone who opens it can read the key.
   *
   * @default false
   * @example new Heffl({ dangerouslyAllowBrowser: true })
   */
  dangerouslyAllowBrowser?: boolean | undefined;
}

/** The options of one call. Each may be left out. */
export interface RequestOptions {
  /**
   * Ends the call as soon as it is aborted, even while a key function or middleware is running.
   *
   * @default none
   * @example heffl.tasks.create(task, { signal: AbortSignal.timeout(8_000) })
   */
  signal?: AbortSignal | undefined;
  /**
   * How long one attempt may take, in ms.
   *
   * @default the client's
   * @example heffl.tasks.create(task, { timeoutMs: 5_000 })
   */
  timeoutMs?: number | undefined;
  /**
   * How long the whole call may take, in ms.
   *
   * @default the client's
   * @example heffl.tasks.create(task, { totalTimeoutMs: 8_000 })
   */
  totalTimeoutMs?: number | undefined;
  /**
   * How many times the request may be sent again, from 0 to 100.
   *
   * @default the client's
   * @example heffl.tasks.create(task, { maxRetries: 0 })
   */
  maxRetries?: number | undefined;
  /**
   * Headers for this call, in addition to the client's; one whose value is undefined is left out.
   *
   * @default none
   * @example heffl.tasks.create(task, { headers: { "x-request-id": id } })
   */
  headers?: Record<string, string | undefined> | undefined;
}
