/** As much of an AbortSignal as the transport of this package uses. It holds one listener at a time. */
export interface SignalLike {
  readonly aborted: boolean;
  readonly reason?: unknown;
  /** When the attempt's time is over, by `performance.now()`, in ms. An AbortSignal doesn't tell. */
  readonly endsAt?: number;
  addEventListener(type: "abort", listener: () => void): void;
  removeEventListener(type: "abort", listener: () => void): void;
}

// In the registry of all realms: each entry of this package holds its own copy of this file.
const LIGHT = Symbol.for("heffl-client.light-signal");

/**
 * Lets a transport be given a {@link SignalLike}. It is marked with itself, so that a proxy, an heir or a copy of it isn't:
 * that gets an AbortSignal, whatever it may do with it.
 */
export const takesLightSignal = <T extends object>(transport: T): T =>
  Object.defineProperty(transport, LIGHT, { value: transport });

/** What ends an attempt, which has `leftMs` in ms. */
export function createController(fetch: object, leftMs: number): { readonly signal: AbortSignal; abort(): void } {
  if (!isMarked(fetch)) return new AbortController();
  const signal = new LightSignal(performance.now() + leftMs);
  return { signal: signal as SignalLike as AbortSignal, abort: () => signal.abort() };
}

function isMarked(fetch: { [LIGHT]?: unknown }): boolean {
  try {
    return fetch[LIGHT] === fetch;
  } catch {
    return false; // a proxy can throw
  }
}

/** Stands in for an AbortSignal, the making of which takes a fifth of a call over undici (18 of 84 microseconds, Node 20). */
class LightSignal implements SignalLike {
  aborted = false;
  readonly endsAt: number;
  #listener: (() => void) | undefined;

  constructor(endsAt: number) {
    this.endsAt = endsAt;
  }

  addEventListener(_: "abort", listener: () => void): void {
    this.#listener = listener;
  }

  removeEventListener(): void {
    this.#listener = undefined;
  }

  abort(): void {
    this.aborted = true;
    this.#listener?.();
  }
}
