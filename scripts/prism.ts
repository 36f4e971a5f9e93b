import { getHttpOperationsFromSpec, type IHttpConfig } from "@stoplight/prism-http";
import { createServer } from "@stoplight/prism-http-server";
import { DOCUMENT_PATH } from "./document.ts";

/** A running server. `url` has no slash at its end; `close()` resolves once nothing is listening any more. */
export interface Running {
  url: string;
  close(): Promise<void>;
}

/**
 * Starts Prism in this process, so that it can't outlive it, with the answers that the document gives as examples.
 *
 * @param port 0, the default, takes a free one. Rejects when the port is taken.
 */
export async function startPrism(port = 0): Promise<Running> {
  const config: IHttpConfig = {
    isProxy: false,
    checkSecurity: true,
    validateRequest: true,
    validateResponse: true,
    errors: false,
    upstreamProxy: undefined,
    mock: { dynamic: false },
  };
  const server = createServer(await getHttpOperationsFromSpec(DOCUMENT_PATH), {
    cors: true,
    config,
    components: { logger: SILENT },
  });
  const url = await server.listen(port, "127.0.0.1").catch((reason) => {
    throw new Error(`Prism couldn't start on port ${port}: ${reason}`);
  });
  return { url, close: () => server.close() };
}

// Prism wants a pino logger; what it logs, the callers see on the wire.
const SILENT = (() => {
  const drop = () => undefined;
  const logger = {
    level: "silent",
    trace: drop,
    debug: drop,
    info: drop,
    success: drop,
    warn: drop,
    error: drop,
    fatal: drop,
  };
  return { ...logger, child: () => SILENT } as never;
})();
