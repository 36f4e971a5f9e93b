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
  /** What the transport threw; undefined if this client ended the attempt. */
  cause?: unknown;
}

/** How one attempt ended: with an answer, with trouble, or with part of an answer and trouble. */
export interface Attempt extends Evidence {
  trouble?: Trouble | undefined;
}

/**
 * Sends a request once, after setting `init.signal`. The deadline covers connecting, headers and body. Never rejects.
 * When it resolves, its timer and its listener have been removed, and a connection that can't be used again has been closed.
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
  // A transport may ignore the signal, so after `left` every promise that this attempt waits for rejects.
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
    // Not at once: a transport that knows whether it sent the request gets a turn of the event loop to reject with that.
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
    // The caller aborted the call, but the answer still proves what happened to the request.
    if (ended === "abort") return { answer, trouble: { kind: ended }, neverSent: false };
    return { answer, neverSent: false };
  } catch (cause) {
    const kind = ended ?? (cause === TOO_LARGE ? "too large" : "connection");
    const trouble: Trouble = ended === undefined ? { kind, cause } : { kind };
    if (answer !== undefined) return { answer, trouble, neverSent: false };
    // A response that arrives later isn't used.
    responding?.then((late) => late.body?.getReader?.().cancel()).catch(() => {});
    return { trouble, neverSent: oneTimeBody ? !oneTimeBody.asked : neverSent(cause) };
  } finally {
    clearTimeout(timer);
    stop.unlisten(onStop);
    oneTimeBody?.close();
  }
}

/** A transport can prove it with a HefflError. Any other error is searched for the runtime's own proof. */
function neverSent(cause: unknown): boolean {
  try {
    if (cause instanceof HefflError) return cause.outcome === "not_created";
  } catch {
    return false; // a transport can throw anything, even a revoked proxy
  }
  return provesNeverSent(cause);
}
