import createClient, { type Client, createQuerySerializer, type Middleware, type ParamsOption } from "openapi-fetch";
import type { RequestOptions } from "../config/options.ts";
import type { Settings } from "../config/settings.ts";
import { type ApiRequest, apiMethods } from "./api.ts";
import { type CallResult, decideOptions, send } from "./call.ts";
import type { Context } from "./context.ts";
import { asHefflError } from "./failure.ts";
import type { Operation } from "./operation.ts";
import { serializePath } from "./path.ts";
import { Proof } from "./proof.ts";
import { Stop } from "./stop.ts";

/** What a call of an operation sends, as the document types it. */
export type Input<DocumentedOperation> = ParamsOption<DocumentedOperation> & {
  /** JSON as text. It is sent as it is. */
  body?: string;
};

/** Calls of one API through openapi-fetch. `Paths` are the types of its document. */
export class Http<Paths extends {}> {
  readonly settings: Settings;
  /** The openapi-fetch client, over the same attempts as {@link Http.call}. */
  readonly api: Client<Paths>;
  readonly #request: ApiRequest;
  /** Openapi-fetch doesn't tell what middleware it has. */
  readonly middleware: Middleware[] = [];

  /** @param operations what is known of the requests that are made through `api` */
  constructor(settings: Settings, operations: readonly Operation<unknown>[]) {
    this.settings = settings;
    const { baseUrl, headers } = settings;
    // Each is named, because openapi-fetch also reads what its options inherit.
    const options: object = {
      baseUrl,
      bodySerializer: undefined,
      fetch: undefined,
      headers,
      pathSerializer: serializePath,
      querySerializer: createQuerySerializer(), // else one is made for each call, 2 microseconds (Node 20)
      Request: undefined,
      requestInitExt: undefined,
    };
    const client = createClient<Paths>(options);
    this.#request = client.request as ApiRequest;
    this.api = {
      ...client,
      ...apiMethods(this.#request, settings, operations, () => this.#isPlain),
      use: (...middleware) => {
        this.middleware.push(...middleware);
        client.use(...middleware);
      },
    };
  }

  get #isPlain(): boolean {
    return this.middleware.length === 0;
  }

  /** Calls an operation. Rejects with a HefflError when the answer doesn't hold the operation's result. */
  call<Path extends keyof Paths & string, Method extends keyof Paths[Path] & string, Result>(
    operation: Operation<Result, Method, Path>,
    input: Input<Paths[Path][Method]>,
    options: RequestOptions,
  ): Promise<CallResult<Result>> {
    return this.during(operation, options, (context) => this.send(operation, input, context));
  }

  /**
   * Runs a call that may take several requests.
   *
   * @param operation the one that the call is for: its errors speak of it
   * @throws HefflError when the call doesn't end in a result; its outcome is what is proved by then
   */
  async during<Result>(
    operation: Operation<unknown>,
    options: RequestOptions,
    run: (context: Context) => Promise<Result>,
  ): Promise<Result> {
    const { settings } = this;
    const proof = new Proof(operation.change);
    const keys = [...settings.keys];
    try {
      const { limits, headers, signal } = decideOptions(settings, options);
      const stop = new Stop(signal, limits.totalTimeoutMs);
      try {
        return await run({ settings, operation, limits, headers, stop, proof, keys });
      } finally {
        stop.release();
      }
    } catch (error) {
      throw asHefflError(error, proof, keys);
    }
  }

  /** Sends one request of a call. */
  send<Path extends keyof Paths & string, Method extends keyof Paths[Path] & string, Result>(
    operation: Operation<Result, Method, Path>,
    input: Input<Paths[Path][Method]>,
    context: Context,
  ): Promise<CallResult<Result>> {
    return send(this.#request, this.#isPlain, context, operation, input);
  }
}
