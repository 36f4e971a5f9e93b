// The type of `api` uses these. A user's declaration file that contains it couldn't import openapi-fetch under pnpm.
export type {
  Client,
  ClientMethod,
  ClientRequestMethod,
  FetchResponse,
  MaybeOptionalInit,
  Middleware,
} from "openapi-fetch";
export { Heffl, type HefflOptions } from "./client.ts";
export type { Logger } from "./config/logger.ts";
export {
  DEFAULT_BASE_URL,
  DEFAULT_MAX_RETRIES,
  DEFAULT_MAX_RETRY_DELAY_MS,
  DEFAULT_TIMEOUT_MS,
  type RequestOptions,
} from "./config/options.ts";
export type { BodyLike, Fetch, FetchInit, HeadersLike, ResponseLike } from "./config/transport.ts";
export { VERSION } from "./config/version.ts";
export {
  type ErrorCode,
  HefflAnswerError,
  HefflApiError,
  HefflResponseError,
  type RateLimit,
} from "./errors/answer-errors.ts";
export {
  HefflAbortError,
  HefflConnectionError,
  HefflTimeoutError,
  type TimeoutLimit,
} from "./errors/connection-errors.ts";
export { HefflDuplicateError } from "./errors/duplicate-error.ts";
export { HefflError, isHefflError, type Outcome } from "./errors/heffl-error.ts";
export type { Issue } from "./errors/issues.ts";
export { HefflConfigurationError, HefflValidationError } from "./errors/request-errors.ts";
export type { components, operations, paths } from "./generated/schema.ts";
export type { Preview } from "./http/preview.ts";
export { MAX_RESPONSE_BYTES } from "./http/read-body.ts";
export type { TaskQuery } from "./tasks/list-tasks.ts";
export { type CreateOptions, DEFAULT_LOOKUP_MS } from "./tasks/lookup/options.ts";
export type { CreatedTask, ResponseDetails, TaskList, TaskPage, Tasks } from "./tasks/tasks.ts";
export type { AnyCustomFields, CustomFields, NewTask, Task, TaskInput } from "./tasks/types.ts";
