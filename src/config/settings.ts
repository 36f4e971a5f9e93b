import { withoutKeys } from "../errors/without-keys.ts";
import {
  checkBaseUrl,
  checkHeaders,
  checkKey,
  checkMaxRetries,
  checkNumber,
  checkTimeout,
  MAX_TIMER_MS,
  readOptions,
  refuse,
} from "./checks.ts";
import { environment, isBrowser } from "./environment.ts";
import { consoleAt, type Logger } from "./logger.ts";
import {
  type BeforeRequest,
  type ClientOptions,
  DEFAULT_BASE_URL,
  DEFAULT_MAX_RETRIES,
  DEFAULT_MAX_RETRY_DELAY_MS,
  DEFAULT_TIMEOUT_MS,
} from "./options.ts";
import type { Fetch } from "./transport.ts";
import { VERSION } from "./version.ts";

/** The options after validation, with every default filled in. */
export interface Settings {
  apiKey: string | (() => string | Promise<string>);
  /** API keys to redact: the `apiKey` option, or the last ones that the key function returned. */
  keys: string[];
  baseUrl: string;
  timeoutMs: number;
  totalTimeoutMs: number | undefined;
  maxRetries: number;
  maxRetryDelayMs: number;
  retryUnknown: boolean;
  /**
   * Undefined for the global one. Call it as a plain function: browsers refuse a `fetch` that is called as a method of another
   * object.
   */
  fetch: Fetch | undefined;
  beforeRequest: BeforeRequest | undefined;
  headers: Record<string, string>;
  logger: Logger | undefined;
  validateRequests: boolean;
}

/** Validates the options and fills in the defaults. Throws a HefflConfigurationError. */
export function resolveOptions(given: ClientOptions): Settings {
  const options = readOptions(given);
  if (!options.dangerouslyAllowBrowser && isBrowser()) {
    refuse(
      "In a web page everyone can read the API key. Call Heffl from your server, or set dangerouslyAllowBrowser: true if everyone who opens this page may have the key.",
    );
  }
  const apiKey = options.apiKey ?? (environment("HEFFL_API_KEY") || laterKey(options));
  if (typeof apiKey === "function") return toSettings(options, apiKey);
  checkKey(apiKey);
  return withoutKeys([apiKey], () => toSettings(options, apiKey));
}

function toSettings(options: ClientOptions, apiKey: Settings["apiKey"]): Settings {
  const fetch = options.fetch ?? undefined;
  if (fetch !== undefined && typeof fetch !== "function") refuse("fetch must be a function.");
  const { beforeRequest } = options;
  if (beforeRequest !== undefined && typeof beforeRequest !== "function") refuse("beforeRequest must be a function.");
  const baseUrl = checkBaseUrl(readBaseUrl(options));
  return {
    apiKey,
    keys: typeof apiKey === "string" ? [apiKey] : [],
    baseUrl,
    timeoutMs: checkTimeout("timeoutMs", options.timeoutMs ?? DEFAULT_TIMEOUT_MS),
    totalTimeoutMs:
      options.totalTimeoutMs === undefined ? undefined : checkTimeout("totalTimeoutMs", options.totalTimeoutMs),
    maxRetries: checkMaxRetries(options.maxRetries ?? DEFAULT_MAX_RETRIES),
    maxRetryDelayMs: checkNumber(
      "maxRetryDelayMs",
      options.maxRetryDelayMs ?? DEFAULT_MAX_RETRY_DELAY_MS,
      0,
      MAX_TIMER_MS,
    ),
    retryUnknown: options.retryUnknown ?? false,
    fetch,
    beforeRequest,
    headers: {
      ...(isBrowser() ? {} : { "user-agent": `heffl-client/${VERSION}` }),
      ...checkHeaders(options.headers),
    },
    logger: options.logger ?? consoleAt(environment("HEFFL_LOG")),
    validateRequests: options.validateRequests ?? true,
  };
}

const readBaseUrl = ({ baseUrl }: ClientOptions): string =>
  baseUrl ?? (environment("HEFFL_BASE_URL") || DEFAULT_BASE_URL);

/**
 * Reads the key from the environment at each call, because it may not be set yet when the client is made: while a build loads
 * modules, or before a `.env` file is read. If HEFFL_BASE_URL has changed by then, the key belongs to the new address and not to
 * the one in use, so the call is refused.
 */
function laterKey(options: ClientOptions): () => string {
  const used = readBaseUrl(options);
  return () => {
    if (readBaseUrl(options) !== used) refuse("HEFFL_BASE_URL changed after the client was made. Set it before.");
    return (
      environment("HEFFL_API_KEY") ||
      refuse("No API key. Set HEFFL_API_KEY or pass apiKey; keys are created at app.heffl.com/settings/developers.")
    );
  };
}
