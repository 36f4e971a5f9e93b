interface Shared {
  callbacks: Set<() => void>;
  listener(): void;
}

const SHARED = new WeakMap<AbortSignal, Shared>();

/**
 * Calls `callback` when the signal is aborted. One signal may end hundreds of calls, and Node warns about more than ten
 * listeners, so all calls with the same signal share one listener.
 *
 * @returns a function that removes the callback, and the listener with the last callback
 */
export function onAbort(signal: AbortSignal, callback: () => void): () => void {
  const { callbacks, listener } = SHARED.get(signal) ?? share(signal);
  callbacks.add(callback);
  return () => {
    if (!callbacks.delete(callback) || callbacks.size > 0) return;
    SHARED.delete(signal);
    try {
      signal.removeEventListener("abort", listener);
    } catch {
      // The caller's own implementation of a signal threw. The call has ended, so this doesn't matter.
    }
  };
}

function share(signal: AbortSignal): Shared {
  const callbacks = new Set<() => void>();
  const listener = () => {
    for (const callback of [...callbacks]) callback();
  };
  signal.addEventListener("abort", listener);
  const shared = { callbacks, listener };
  SHARED.set(signal, shared);
  return shared;
}
