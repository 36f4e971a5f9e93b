import type { Client } from "openapi-fetch";
import { readOptions } from "./config/checks.ts";
import type { ClientOptions } from "./config/options.ts";
import { resolveOptions } from "./config/settings.ts";
import { withoutKeys } from "./errors/without-keys.ts";
import type { paths } from "./generated/schema.ts";
import { Http } from "./http/http.ts";
import { createTask } from "./tasks/create-task.ts";
import { type LookupOptions, resolveLookup } from "./tasks/lookup/options.ts";
import { createTasks, type Tasks } from "./tasks/tasks.ts";
import type { AnyCustomFields, CustomFields } from "./tasks/types.ts";

/**
 * The options of a client. Each may be left out. `Field` is the type of `idempotencyField`. Options that don't set that field
 * fit every client, whatever its custom fields.
 */
export interface HefflOptions<Field extends string = never> extends ClientOptions, LookupOptions<Field> {}

/**
 * The names of the custom fields in `CF`, written so that TypeScript doesn't infer `CF` from them. `NoInfer` needs TypeScript
 * 5.4.
 */
type FieldOf<CF> = keyof [CF][CF extends unknown ? 0 : never] & `cf_${string}`;

/** A method, not a property, so that a client with certain custom fields is assignable to one with any. */
interface WithOptions<CF extends CustomFields<CF>> {
  withOptions(changes: HefflOptions<FieldOf<CF>>): Heffl<CF>;
}

/**
 * A client of the Heffl API.
 *
 * `CF` names a workspace's custom fields (`new Heffl<{ cf_score: number }>()`); any other `cf_` key is then a compile
 * error. Without it every `cf_` key is allowed, with any value.
 *
 * @example
 * const heffl = new Heffl(); // with the key from HEFFL_API_KEY
 * const task = await heffl.tasks.create({ title: "Call Acme" });
 */
export class Heffl<CF extends CustomFields<CF> = AnyCustomFields> {
  /** Creates and reads tasks. A task is checked before it is sent, and an error's `outcome` says whether the task exists. */
  readonly tasks: Tasks<CF>;
  /**
   * The openapi-fetch client itself: `{ data, error, response }`, whatever the status. It uses the key, deadlines and retries of
   * this client and doesn't follow redirects, but it has neither validation nor {@link HefflError}s for statuses. Middleware that
   * is registered here serves `tasks` too; it never sees the key, and must not send the request by itself.
   */
  readonly api: Client<paths>;
  /** The address of the API, without a slash at its end. */
  readonly baseUrl: string;
  /** The custom field that carries a key on every task; undefined if the option isn't set. */
  readonly idempotencyField: string | undefined;
  /**
   * A new client with this one's options and middleware, except for the options that are given. Throws as the constructor does.
   *
   * @example
   * const patient = heffl.withOptions({ timeoutMs: 120_000 });
   */
  readonly withOptions: WithOptions<CF>["withOptions"];

  /** Throws a {@link HefflConfigurationError} when an option is unusable. */
  constructor(given: HefflOptions<FieldOf<CF>> = {}) {
    const options = readOptions(given); // once: a getter can throw, or answer differently, the second time
    const settings = resolveOptions(options);
    const lookup = withoutKeys(settings.keys, () => resolveLookup(options));
    const http = new Http<paths>(settings, [createTask]);
    this.api = http.api;
    this.tasks = createTasks<CF>(http, lookup);
    this.baseUrl = settings.baseUrl;
    this.idempotencyField = lookup.field;
    // Captured here and not in private fields, which would make the types of two installed copies differ. Key and address are
    // kept, because the environment may have changed when withOptions is called.
    const own = { ...options, apiKey: settings.apiKey, baseUrl: settings.baseUrl };
    this.withOptions = (changes) => {
      const client = new Heffl<CF>({ ...own, ...changes });
      client.api.use(...http.middleware);
      return client;
    };
  }
}
