import type { Client } from "openapi-fetch";
import { checkSignal, readOptions } from "../config/checks.ts";
import type { Settings } from "../config/settings.ts";
import { HefflError } from "../errors/heffl-error.ts";
import { HefflConfigurationError } from "../errors/request-errors.ts";
import { asHefflError, thrownElsewhere } from "./failure.ts";
import { NOT_GIVEN } from "./not-given.ts";
import type { Change, Operation } from "./operation.ts";
import { Proof } from "./proof.ts";
import { resultOf } from "./result-of.ts";
import { Sender } from "./sender.ts";
import { Stop } from "./stop.ts";

/** openapi-fetch's `request`, without the document's types, which are checked where a method is called. */
export type ApiRequest = (method: string, path: string, init: object) => Promise<ApiResult>;

export interface ApiResult {
  response: Response;
  data?: unknown;
  error?: unknown;
}

/** The options of a call that are read here. */
interface ApiInit {
  signal?: AbortSignal | null;
  fetch?: unknown;
}

const METHODS = ["GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE"] as const;
type Methods<Paths extends {}> = Pick<Client<Paths>, "request" | (typeof METHODS)[number]>;

/**
 * The methods of an openapi-fetch client that send with this package's retries and deadlines. They return every answer, whatever
 * its status.
 *
 * @param operations the operations that change something; any other request counts as {@link unlisted}
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
    const keys = [...settings.keys];
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
 * Whether an error isn't wrapped: a HefflConfigurationError, which `asHefflError` handles, and a middleware's own error, which
 * users of openapi-fetch expect unchanged. A HefflError of another call is wrapped, because it has that call's outcome, and so is
 * the SyntaxError that openapi-fetch throws for a body that isn't JSON.
 */
const isKept = (error: unknown, plain: boolean): boolean =>
  error instanceof HefflConfigurationError ||
  (!plain && !(error instanceof HefflError) && !(error instanceof SyntaxError));

/** An operation that isn't listed may change something, unless its method only reads by HTTP's definition. */
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
