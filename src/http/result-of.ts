import { HefflError } from "../errors/heffl-error.ts";
import type { Context } from "./context.ts";
import { stopped } from "./exchange.ts";
import { failure } from "./failure.ts";
import type { Sender } from "./sender.ts";

/**
 * What a running call resolves with. Rejects at once when the call has to end, wherever it is.
 *
 * @param toError makes the error for what something other than this client threw
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
    // Requests in progress end by themselves, and prove something. A middleware may never end.
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
