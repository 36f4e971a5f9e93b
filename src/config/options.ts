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
import { consoleAt, type Logger } from "./logger.ts";
import type { Fetch } from "./transport.ts";
import { VERSION } from "./version.ts";

/** Heffl's API, version 2. */
export const DEFAULT_BASE_URL = "https://api.heffl.com/api/v2";
/** For each attempt, from connecting to the end of the body, in ms. */
export const DEFAULT_TIMEOUT_MS = 30_000;
/** After "never sent" and after 429. */
export const DEFAULT_MAX_RETRIES = 2;
/** The longest wait before a retry, in ms. */
export const DEFAULT_MAX_RETRY_DELAY_MS = 60_000;

/** What a client may be given, all of it optional. */
export interface HefflOptions {
  /**
   * The API key, or a function that is asked for it at each call. Default: the environment's `HEFFL_API_KEY`, which is read
   * at each call where it isn't set yet when the client is made.
   */
  apiKey?: string | (() => string | Promise<string>) | undefined;
  /** Default: the environment's `HEFFL_BASE_URL`, else `https://api.heffl.com/api/v2`. Plain http only to this machine. */
  baseUrl?: string | undefined;
  /** How long one attempt may take, from connecting to the end of the body, in ms. Default 30,000. */
  timeoutMs?: number | undefined;
  /**
   * How long a whole call may take, in ms: the key function, middleware, every attempt and the waits between them. An
   * attempt gets the smaller of `timeoutMs` and what is left; a wait that doesn't fit isn't begun. Default: no limit.
   */
  totalTimeoutMs?: number | undefined;
  /** How often a request is sent again that may be: one that was never sent, one answered with 429, a read that failed. Default 2. */
  maxRetries?: number | undefined;
  /** The longest wait before a retry, in ms. When the server asks for more, the call fails instead. Default 60,000. */
  maxRetryDelayMs?: number | undefined;
  /** Retry even where the task may have been created: rather twice than never. Default false. */
  retryUnknown?: boolean | undefined;
  /**
   * A transport of your own. It must neither send a request more than once nor follow redirects by itself: a dispatcher
   * that retries, or undici's `fetch` after a 421, may make two tasks. Default: the global `fetch`, looked up for each attempt.
   */
  fetch?: Fetch | undefined;
  /** Headers for every request; one that is undefined is left out. Not for the key. */
  headers?: Record<string, string | undefined> | undefined;
  /**
   * Gets one line an attempt, without secrets: `info` for a success, `warn` for a retry, `error` for a failure. Default:
   * the console from the level that `HEFFL_LOG` names, else none.
   */
  logger?: Logger | undefined;
  /** Whether a task is checked against the document before it is sent. Default true. */
  validateRequests?: boolean | undefined;
  /** Allow use in a web page, where everybody who opens it can read the key. Default false. */
  dangerouslyAllowBrowser?: boolean | undefined;
}

/** What may be set for one call. */
export interface RequestOptions {
  /** Ends the call at once, wherever it is: in a key function or a middleware too. */
  signal?: AbortSignal | undefined;
  /** In ms, for each attempt. Default: the client's. */
  timeoutMs?: number | undefined;
  /** In ms, for the whole call. Default: the client's. */
  totalTimeoutMs?: number | undefined;
  /** Default: the client's. */
  maxRetries?: number | undefined;
  /** Headers for this call, beside the client's; one that is undefined is left out. Not for the key. */
  headers?: Record<string, string | undefined> | undefined;
}

/** The options with everything decided. */
export interface Settings {
  apiKey: string | (() => string | Promise<string>);
  baseUrl: string;
  timeoutMs: number;
  totalTimeoutMs: number | undefined;
  maxRetries: number;
  maxRetryDelayMs: number;
  retryUnknown: boolean;
  /**
   * Undefined for the global one. To be called as a plain function: browsers refuse a fetch that is called as a method of
   * something else.
   */
  fetch: Fetch | undefined;
  headers: Record<string, string>;
  logger: Logger | undefined;
  validateRequests: boolean;
}

/** Decides every option. Throws a HefflConfigurationError that says what to do. */
export function resolveOptions(given: HefflOptions): Settings {
  const options = readOptions(given);
  if (!options.dangerouslyAllowBrowser && isBrowser()) {
    refuse(
      "In a web page everybody can read the API key. Call Heffl from your server, or set dangerouslyAllowBrowser: true if only people whom you'd give the key open this page.",
    );
  }
  const apiKey = options.apiKey ?? (environment("HEFFL_API_KEY") || laterKey(options));
  if (typeof apiKey === "function") return decide(options, apiKey);
  checkKey(apiKey);
  return withoutKeys([apiKey], () => decide(options, apiKey));
}

function decide(options: HefflOptions, apiKey: Settings["apiKey"]): Settings {
  const fetch = options.fetch ?? undefined;
  if (fetch !== undefined && typeof fetch !== "function") refuse("fetch must be a function.");
  const baseUrl = checkBaseUrl(readBaseUrl(options));
  if (baseUrl.startsWith("http:") && fetch === undefined) checkNoProxy(new URL(baseUrl).hostname);
  return {
    apiKey,
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
    headers: {
      ...(isBrowser() ? {} : { "user-agent": `heffl-client/${VERSION}` }),
      ...checkHeaders(options.headers),
    },
    logger: options.logger ?? consoleAt(environment("HEFFL_LOG")),
    validateRequests: options.validateRequests ?? true,
  };
}

const readBaseUrl = ({ baseUrl }: HefflOptions): string =>
  baseUrl ?? (environment("HEFFL_BASE_URL") || DEFAULT_BASE_URL);

/**
 * Asks the environment for the key at each call: while a build loads modules, or before a file of variables is read, it isn't
 * there. A base URL that comes later too is never read, and the key isn't for another.
 */
function laterKey(options: HefflOptions): () => string {
  const used = readBaseUrl(options);
  return () => {
    if (readBaseUrl(options) !== used) refuse("HEFFL_BASE_URL changed after the client was made. Set it before.");
    return (
      environment("HEFFL_API_KEY") ||
      refuse(
        "There is no API key. Set HEFFL_API_KEY or pass apiKey; keys are made at app.heffl.com/settings/developers.",
      )
    );
  };
}

/** Bun, Deno, and Node where it is asked for, send plain http for this machine through a proxy too, with the key in clear. */
function checkNoProxy(host: string): void {
  const follows = "Bun" in globalThis || "Deno" in globalThis || environment("NODE_USE_ENV_PROXY") === "1";
  if (!follows || !["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"].some(environment)) return;
  const excepted = `${environment("NO_PROXY") ?? ""},${environment("no_proxy") ?? ""}`.split(/[\s,]+/);
  if (excepted.includes(host)) return;
  refuse(`The API key would go through the proxy that the environment names. Set NO_PROXY=${host}.`);
}

function isBrowser(): boolean {
  return typeof window === "object" && typeof window.document === "object";
}

/** A variable of the environment; undefined where there is none, or where it can't be read (Deno without permission). */
export function environment(name: string): string | undefined {
  try {
    return globalThis.process?.env?.[name];
  } catch {
    return undefined;
  }
}
