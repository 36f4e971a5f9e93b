/** How long a call may take, in ms. A host's own limit is often 60 s, and after that it ignores the answer. */
export const CALL_MS = 50_000;

/**
 * The longest wait before the client sends a request again, in ms. A host can cancel a call that waits, and a task that is
 * created much later would be a surprise.
 */
export const RETRY_DELAY_MS = 5_000;

/** How long before its create began a task's `createdAt` may be, in ms, because clocks differ. */
export const MARGIN_MS = 5 * 60_000;

/** How far back find_task looks by default, in ms. */
export const FIND_MS = 24 * 60 * 60_000;
