import type { Client } from "openapi-fetch";
import { type Called, type CallInit, call, type Result } from "./call.ts";
import type { paths } from "./generated/schema.ts";
import { callLight, createLightClient } from "./light.ts";
import type { RequestOptions, Settings } from "./options.ts";

/** How a resource makes its calls, with a body in JSON: `run` starts one at the openapi-fetch client that it is given. */
export type Caller = (
  body: string,
  options: RequestOptions,
  run: (api: Client<paths>, init: CallInit) => Promise<Result>,
) => Promise<Called>;

/** Calls through `api` from its first middleware on, and until then through a lighter client, which nobody can see. */
export function createCaller(api: Client<paths>, settings: Settings): Caller {
  const light = createLightClient(settings);
  let seen = false;
  // openapi-fetch doesn't tell whether it has middleware.
  const { use } = api;
  api.use = (...middleware) => {
    seen = true;
    use(...middleware);
  };
  return (body, options, run) =>
    seen
      ? call(settings, body, options, (init) => run(api, init))
      : callLight(settings, body, options, (init) => run(light, init));
}
