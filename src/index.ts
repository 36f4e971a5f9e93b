export type { BodyLike, Fetch, ResponseLike } from "./attempt.ts";
export { MAX_RESPONSE_BYTES } from "./attempt.ts";
export { Heffl } from "./client.ts";
export {
  type ErrorCode,
  HefflAbortError,
  HefflAnswerError,
  HefflApiError,
  HefflConfigurationError,
  HefflConnectionError,
  HefflError,
  HefflResponseError,
  HefflTimeoutError,
  HefflValidationError,
  type Issue,
  isHefflError,
  type Outcome,
} from "./errors.ts";
export type { components, operations, paths } from "./generated/schema.ts";
export {
  DEFAULT_BASE_URL,
  DEFAULT_MAX_RETRIES,
  DEFAULT_MAX_RETRY_DELAY_MS,
  DEFAULT_TIMEOUT_MS,
  type HefflOptions,
  type Logger,
  type RequestOptions,
} from "./options.ts";
export type { HeadersLike } from "./outcome.ts";
export type { Preview } from "./preview.ts";
export type { RateLimit } from "./rate-limit.ts";
export type { CreatedTask, Tasks } from "./tasks.ts";
export type { AnyCustomFields, CustomFields, NewTask, Task } from "./types.ts";
export { VERSION } from "./version.ts";
