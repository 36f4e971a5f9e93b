import { HefflError } from "../errors/heffl-error.ts";
import type { Context } from "./context.ts";
import { stopped } from "./exchange.ts";
import { failure } from "./failure.ts";
import type { Sender } from "./sender.ts";

/**
 * Waits for a call through openapi-fetch, and rejects as soon as the call has to end, even if a middleware never ends.
 *
 * @param toError makes the error for an exception that wasn't thrown by this client
 */
export async function resultOf<T>(
  running: Promise<T>,
  sender: Sender,
  context: Context,
  toError: (thrown: unknown) => unknown,
): Promise<T> {
  const { stop, proof } = context;
  try {
    const result = await stop.until(running);
    if (result !== undefined) return result;
    // The requests in progress end by themselves, and may prove something. A middleware may never end, so it isn't waited for.
    await sender.idle();
    const late = await Promise.race([running, new Promise<undefined>((resolve) => setTimeout(resolve, 0, undefined))]);
    if (late !== undefined) return late;
  } catch (error) {
    const exchange = sender.exchangeOf(error);
    // Other requests of this call may have proved more by now.
    if (exchange && error instanceof HefflError && error.outcome !== proof.outcome) throw failure(exchange, context);
    throw sender.threw(error) ? error : toError(error);
  }
  throw failure(stopped(stop), context);
}
