/** How long a call may take, in ms. A host's own limit is often 60 s, and after it nobody hears how a create ended. */
export const CALL_MS = 50_000;

/**
 * How long the client waits by itself before it sends a request again, in ms. A host can cancel a call that waits, and nobody expects
 * a task of it much later.
 */
export const RETRY_DELAY_MS = 5_000;

/** How long before its create began a task may seem to be created, in ms: clocks differ. */
export const MARGIN_MS = 5 * 60_000;

/** How far back find_task looks by default, in ms. */
export const FIND_MS = 24 * 60 * 60_000;
