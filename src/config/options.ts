import type { Logger } from "./logger.ts";
import type { Fetch } from "./transport.ts";

/** Heffl's API, version 2. */
export const DEFAULT_BASE_URL = "https://api.heffl.com/api/v2";
/** How long one attempt may take, from connecting to the end of the body, in ms. */
export const DEFAULT_TIMEOUT_MS = 30_000;
/** How often a request is sent again when it was never sent, or was answered with 429. */
export const DEFAULT_MAX_RETRIES = 2;
/** The longest wait before a retry, in ms. */
export const DEFAULT_MAX_RETRY_DELAY_MS = 60_000;

/** See {@link ClientOptions.beforeRequest}. A function that it returns, or resolves with, is called when the request has ended, with the answer's `status` and `headers` if there was one. */
export type BeforeRequest = (request: { method: string; url: string; signal: AbortSignal }) => unknown;

/** The options of a client that concern every call. */
export interface ClientOptions {
  /**
   * The API key, or a function that is called once for each call. The environment variable may be set after the client is
   * made, but before the first call.
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
   * attempt gets the smaller of `timeoutMs` and what is left. A wait that wouldn't fit isn't started.
   *
   * @default no limit
   * @example new Heffl({ totalTimeoutMs: 8_000 })
   */
  totalTimeoutMs?: number | undefined;
  /**
   * How often a request may be sent again: one that was never sent, one that was answered with 429, and a read that failed.
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
   * Waits before each request is sent, retries and lookups included, for a rate limit of your own. A function that it
   * resolves with is called when the request has ended. A call whose time is over doesn't wait for it; its `signal` tells.
   *
   * @default nothing is waited for
   * @example new Heffl({ beforeRequest: ({ signal }) => limiter.take(signal) })
   */
  beforeRequest?: BeforeRequest | undefined;
  /**
   * Headers for every request; one whose value is undefined is left out. The key goes into `apiKey`, not here.
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
   * Ends the call at once, wherever it is: in a key function or a middleware too.
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
   * How often the request may be sent again.
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
