import { getHttpOperationsFromSpec, type IHttpConfig, type PrismHttpComponents } from "@stoplight/prism-http";
import { createServer } from "@stoplight/prism-http-server";
import { CommandError } from "./command.ts";
import { DOCUMENT_PATH } from "./document.ts";

/** A running server. `url` has no slash at its end; `close()` resolves once nothing is listening any more. */
export interface Running {
  url: string;
  close(): Promise<void>;
}

/** Prism couldn't listen on the port that it was to have; most often, something else does. */
export class PortError extends CommandError {
  constructor(port: number, reason: string) {
    const why = reason.includes("EADDRINUSE") ? "is taken: something else listens there" : `can't be had: ${reason}`;
    super(`Port ${port} ${why}.\nChoose another with --port, or let --port 0 find a free one.`);
  }
}

/**
 * Starts Prism in this process, so that it can't outlive it, with the answers that the document gives as examples.
 *
 * @param port 0, the default, takes a free one. Rejects with a {@link PortError} when the port is taken.
 */
export async function startPrism(port = 0): Promise<Running> {
  return serve({ ...CHECKS, isProxy: false, mock: { dynamic: false } }, port);
}

/** Serves the document with Prism. Its logger is silent: it would print requests with their keys. */
export async function serve(
  config: IHttpConfig,
  port: number,
  components: Partial<PrismHttpComponents> = {},
): Promise<Running> {
  const server = createServer(await getHttpOperationsFromSpec(DOCUMENT_PATH), {
    cors: true,
    config,
    components: { ...components, logger: SILENT },
  });
  const url = await server.listen(port, "127.0.0.1").catch((reason) => {
    throw new PortError(port, String(reason));
  });
  return { url, close: () => server.close() };
}

/** Every check that Prism has. `errors: false`: it tells what it found in the header `sl-violations`. */
export const CHECKS = {
  checkSecurity: true,
  validateRequest: true,
  validateResponse: true,
  errors: false,
  upstreamProxy: undefined,
};

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
