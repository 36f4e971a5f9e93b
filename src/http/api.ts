import type { Client } from "openapi-fetch";
import { checkSignal, readOptions } from "../config/checks.ts";
import type { Settings } from "../config/options.ts";
import { HefflError } from "../errors/heffl-error.ts";
import { HefflConfigurationError } from "../errors/request-errors.ts";
import { knownKeys } from "./context.ts";
import { asHefflError, thrownElsewhere } from "./failure.ts";
import { NOT_GIVEN } from "./not-given.ts";
import type { Change, Operation } from "./operation.ts";
import { Proof } from "./proof.ts";
import { resultOf } from "./result-of.ts";
import { Sender } from "./sender.ts";
import { Stop } from "./stop.ts";

/** openapi-fetch's `request`, as far as it is used here: the types of the document are checked by the caller. */
export type ApiRequest = (method: string, path: string, init: object) => Promise<ApiResult>;

export interface ApiResult {
  response: Response;
  data?: unknown;
  error?: unknown;
}

/** A call's own options, as far as they are read here. */
interface ApiInit {
  signal?: AbortSignal | null;
  fetch?: unknown;
}

const METHODS = ["GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE"] as const;
type Methods<Paths extends {}> = Pick<Client<Paths>, "request" | (typeof METHODS)[number]>;

/**
 * The methods of an openapi-fetch client, over our attempts. Every answer comes back, whatever its status.
 *
 * @param operations what is known of the requests that are made here
 * @param isPlain whether no middleware is registered
 */
export function apiMethods<Paths extends {}>(
  request: ApiRequest,
  settings: Settings,
  operations: readonly Operation<unknown>[],
  isPlain: () => boolean,
): Methods<Paths> {
  const send = async (method: string, path: string, given: ApiInit = {}): Promise<ApiResult> => {
    const operation =
      operations.find((known) => known.method === method.toLowerCase() && known.path === path) ??
      unlisted(method, path);
    const proof = new Proof(operation.change);
    const keys = knownKeys(settings);
    let init: ApiInit;
    try {
      init = readOptions(given);
      checkSignal(init.signal ?? undefined);
    } catch (error) {
      throw asHefflError(error, proof, keys);
    }
    const stop = new Stop(init.signal ?? undefined, settings.totalTimeoutMs);
    const context = { settings, operation, limits: settings, headers: {}, stop, proof, keys };
    const sender = new Sender(context);
    try {
      const running = request(method, path, { ...NOT_GIVEN, fetch: sender.send, ...init });
      return await resultOf(running, sender, context, (error) =>
        isKept(error, isPlain()) ? error : thrownElsewhere(error, context),
      );
    } catch (error) {
      throw error instanceof HefflError || sender.threw(error) ? asHefflError(error, proof, keys) : error;
    } finally {
      stop.release();
    }
  };
  const methods = METHODS.map((method) => [method, (path: string, init?: ApiInit) => send(method, path, init)]);
  return { request: send, ...Object.fromEntries(methods) } as Methods<Paths>;
}

/**
 * Whether an error is for `asHefflError`, or comes out as it is, as openapi-fetch's users know it of their middleware. Another
 * call's HefflError doesn't, since it has that call's outcome, and neither does the error about a body that isn't JSON, which
 * openapi-fetch reads itself.
 */
const isKept = (error: unknown, plain: boolean): boolean =>
  error instanceof HefflConfigurationError ||
  (!plain && !(error instanceof HefflError) && !(error instanceof SyntaxError));

/** What isn't known may change something, unless by HTTP's own definition its method only reads. */
function unlisted(method: string, path: string): Operation<unknown> {
  const reads = /^(?:get|head|options)$/i.test(method);
  const change = reads ? undefined : UNKNOWN_CHANGE;
  return { method, path, repeatable: reads, result: "an answer", read: (answer) => answer, change };
}

const UNKNOWN_CHANGE: Change = {
  prove: ({ neverSent }) => (neverSent ? "not_created" : "unknown"),
  combine: (before, now) => (before === "unknown" ? before : now),
  explain: () => ({ advice: "" }),
};
