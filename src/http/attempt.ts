import type { Fetch, FetchInit, ResponseLike } from "../config/transport.ts";
import { HefflError } from "../errors/heffl-error.ts";
import { type Answer, beginAnswer } from "./answer.ts";
import { createController } from "./light-signal.ts";
import { provesNeverSent } from "./never-sent.ts";
import type { Evidence } from "./operation.ts";
import { readBody, TOO_LARGE, type Waiting } from "./read-body.ts";
import type { AttemptInit } from "./request-init.ts";
import type { Stop, StopReason } from "./stop.ts";

/** Why an attempt ended without a whole answer. */
export interface Trouble {
  kind: "timeout" | StopReason | "connection" | "too large";
  /** What the transport threw; undefined when it was this client that ended the attempt. */
  cause?: unknown;
}

/** How one attempt ended: with an answer, or in trouble, or with a part of an answer and then in trouble. */
export interface Attempt extends Evidence {
  trouble?: Trouble | undefined;
}

/**
 * Sends a request once, and sets the signal of its `init`. The deadline covers connecting, headers and body. Never rejects.
 * When it resolves, its timer and its listener are gone, and so is the connection if it is no longer of use.
 *
 * @param timeoutMs in ms, and no more than a timer holds
 */
export async function attempt(
  fetch: Fetch,
  url: string,
  { init, oneTimeBody }: AttemptInit,
  timeoutMs: number,
  stop: Stop,
): Promise<Attempt> {
  if (stop.why) return { trouble: { kind: stop.why }, neverSent: true };
  const controller = createController(fetch, Math.min(timeoutMs, stop.leftMs));
  let ended: "timeout" | StopReason | undefined;
  // A transport may ignore the signal. The attempt ends all the same: what it waits for is left, and all that follows too.
  let left = false;
  let leave = (): void => {};
  const waiting: Waiting = (promise) =>
    new Promise((resolve, reject) => {
      leave = reject;
      if (left) leave();
      Promise.resolve(promise).then(resolve, reject);
    });
  const end = (why: "timeout" | StopReason) => {
    ended ??= why;
    controller.abort();
    // A turn later, for a transport that knows whether it had sent anything yet, and says so when it is stopped.
    clearTimeout(timer);
    timer = setTimeout(() => {
      left = true;
      leave();
    }, 0);
  };
  let timer = setTimeout(end, timeoutMs, "timeout");
  const onStop = () => end(stop.why ?? "abort");
  stop.listen(onStop);

  let answer: Answer | undefined;
  let responding: Promise<ResponseLike> | undefined;
  try {
    init.signal = controller.signal;
    responding = Promise.resolve(fetch(url, init as FetchInit));
    const response = await waiting(responding);
    answer = beginAnswer(response);
    await readBody(answer, response, waiting);
    // The caller is gone, though the answer is there: it still says what became of the request.
    if (ended === "abort") return { answer, trouble: { kind: ended }, neverSent: false };
    return { answer, neverSent: false };
  } catch (cause) {
    const kind = ended ?? (cause === TOO_LARGE ? "too large" : "connection");
    const trouble: Trouble = ended === undefined ? { kind, cause } : { kind };
    if (answer !== undefined) return { answer, trouble, neverSent: false };
    // One that comes all the same is of no use any more.
    responding?.then((late) => late.body?.getReader?.().cancel()).catch(() => {});
    return { trouble, neverSent: oneTimeBody ? !oneTimeBody.asked : neverSent(cause) };
  } finally {
    clearTimeout(timer);
    stop.unlisten(onStop);
    oneTimeBody?.close();
  }
}

/** A transport that knows may say so with an error of ours; of others the runtime's own signs are read. */
function neverSent(cause: unknown): boolean {
  try {
    if (cause instanceof HefflError) return cause.outcome === "not_created";
  } catch {
    return false; // a transport can throw anything, a revoked proxy too
  }
  return provesNeverSent(cause);
}
