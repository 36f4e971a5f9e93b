import { HefflError, type Outcome } from "./errors.ts";
import { createController } from "./light-signal.ts";
import { provesNeverSent } from "./never-sent.ts";
import { type Answer, type HeadersLike, outcomeOf } from "./outcome.ts";

/** How much of an answer's body is read, in bytes after decompression: a task takes a few thousand. */
export const MAX_RESPONSE_BYTES = 10 * 1024 * 1024;

/** The shape of `fetch` that this client calls: always with the URL as a string. */
export type Fetch = (url: string, init: RequestInit) => Promise<ResponseLike>;

/** What is read of a transport's answer. A Response has it all. */
export interface ResponseLike {
  readonly status: number;
  readonly headers: HeadersLike;
  readonly body?: BodyLike | null | undefined;
  /** Asked for where there is no `body` that can be read piece by piece. */
  text?(): Promise<string>;
}

/** A ReadableStream, as far as it is used. */
export interface BodyLike {
  getReader(): {
    read(): Promise<{ done?: boolean; value?: Uint8Array | undefined }>;
    /** Lets go of the connection. */
    cancel(): Promise<void>;
  };
}

/** Why an attempt ended without a whole answer. */
export interface Trouble {
  kind: "timeout" | "abort" | "connection" | "too large";
  /** What the transport threw; undefined when it was this client that ended the attempt. */
  cause?: unknown;
}

/** How one attempt ended: with an answer, or in trouble, or with a part of an answer and then in trouble. */
export interface Attempt {
  answer?: Answer | undefined;
  trouble?: Trouble | undefined;
  outcome: Outcome;
}

/**
 * Sends a request once. The deadline covers connecting, headers and body. Never rejects. When it resolves, its timer and
 * its listener are gone, and so is the connection if it is no longer of use.
 *
 * @param timeoutMs in ms, and no more than a timer holds
 */
export async function attempt(
  fetch: Fetch,
  url: string,
  init: RequestInit,
  timeoutMs: number,
  signal: AbortSignal | undefined,
): Promise<Attempt> {
  if (signal?.aborted) return { trouble: { kind: "abort" }, outcome: "not_created" };
  const controller = createController(fetch);
  let ended: "timeout" | "abort" | undefined;
  // A transport may ignore the signal. The call ends all the same: the wait it is at is left, and so is each that follows.
  let left = false;
  let leave = (): void => {};
  const leavable: Leavable = (wait) =>
    new Promise((resolve, reject) => {
      leave = reject;
      if (left) leave();
      Promise.resolve(wait).then(resolve, reject);
    });
  const stop = (why: "timeout" | "abort") => {
    ended ??= why;
    controller.abort();
    // A turn later, for a transport that knows whether it had sent anything yet, and says so when it is stopped.
    clearTimeout(timer);
    timer = setTimeout(() => {
      left = true;
      leave();
    }, 0);
  };
  let timer = setTimeout(stop, timeoutMs, "timeout");
  const onAbort = () => stop("abort");
  signal?.addEventListener("abort", onAbort);

  let answer: Answer | undefined;
  let responding: Promise<ResponseLike> | undefined;
  try {
    responding = Promise.resolve(fetch(url, { ...init, signal: controller.signal }));
    const response = await leavable(responding);
    const { get, forEach } = (response?.headers ?? {}) as Partial<HeadersLike>;
    if (typeof get !== "function" || typeof forEach !== "function")
      throw new TypeError("The transport's answer isn't a Response.");
    answer = { status: response.status, headers: response.headers, text: "" };
    await readInto(answer, response, leavable);
    // The caller is gone, though the answer is there: it still says what became of the task.
    if (ended === "abort") return { answer, trouble: { kind: ended }, outcome: outcomeOf(answer) };
    return { answer, outcome: outcomeOf(answer) };
  } catch (cause) {
    const trouble: Trouble =
      ended !== undefined ? { kind: ended } : { kind: cause === TOO_LARGE ? "too large" : "connection", cause };
    if (answer !== undefined) return { answer, trouble, outcome: outcomeOf(answer) };
    // One that comes all the same is of no use any more.
    responding?.then((late) => late.body?.getReader?.().cancel()).catch(() => {});
    return { trouble, outcome: neverSent(cause) ? "not_created" : "unknown" };
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", onAbort);
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

const TOO_LARGE = new Error(`The body is larger than ${MAX_RESPONSE_BYTES} bytes.`);

type Leavable = <T>(wait: T | PromiseLike<T>) => Promise<T>;

async function readInto(answer: Answer, response: ResponseLike, leavable: Leavable): Promise<void> {
  const reader = response.body?.getReader?.();
  if (reader === undefined) {
    // No body, or a transport without streams, whose answer can be read in one piece alone.
    answer.text = await leavable(response.text?.() ?? "");
    if (answer.text.length > MAX_RESPONSE_BYTES) throw TOO_LARGE;
    return;
  }
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  try {
    for (;;) {
      const { done, value } = await leavable(reader.read());
      if (done || value === undefined) break;
      // Of a piece that is too much, what may still be read can hold the task's ID.
      pieces.push(value.subarray(0, MAX_RESPONSE_BYTES - bytes));
      bytes += value.byteLength;
      if (bytes > MAX_RESPONSE_BYTES) throw TOO_LARGE;
    }
  } catch (error) {
    reader.cancel().catch(() => {});
    throw error;
  } finally {
    answer.text = decode(pieces);
  }
}

const decoder = new TextDecoder();

/** As UTF-8, whose characters may lie across pieces. Nearly every task comes in one. */
function decode(pieces: Uint8Array[]): string {
  const [first, ...more] = pieces;
  if (first === undefined || more.length === 0) return decoder.decode(first);
  return pieces.map((piece) => decoder.decode(piece, { stream: true })).join("") + decoder.decode();
}
