/** What `promise` gives; undefined, at once, when the signal is aborted first. Leaves no listener. */
export async function untilAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T | undefined> {
  if (signal === undefined) return promise;
  promise.catch(() => {}); // it may fail when nobody waits for it any more
  let onAbort = () => {};
  const aborted = new Promise<undefined>((resolve) => {
    onAbort = () => resolve(undefined);
    if (signal.aborted) onAbort();
    else signal.addEventListener("abort", onAbort);
  });
  return Promise.race([aborted, promise]).finally(() => signal.removeEventListener("abort", onAbort));
}
