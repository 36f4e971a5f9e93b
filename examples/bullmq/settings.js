// What all processes of one queue must agree on. Each value can be set by an environment variable.

const { env } = process;
const number = (/** @type {string} */ name, /** @type {number} */ fallback) => Number(env[name] ?? fallback);

/** One queue for each API key, because the limit is the key's. */
export const QUEUE = env["QUEUE"] ?? "heffl-tasks";
export const REDIS_URL = env["REDIS_URL"] ?? "redis://127.0.0.1:6379";

/** The custom field of type Text that carries a task's key, such as `cf_request_id`. Without one, more has to wait for a person. */
export const IDEMPOTENCY_FIELD = env["HEFFL_IDEMPOTENCY_FIELD"];

/** Heffl's limit: so many requests in any window of so many ms. */
export const LIMIT = { requests: number("LIMIT_REQUESTS", 60), windowMs: number("LIMIT_WINDOW_MS", 60_000) };

/** The longest time from a job's turn to the end of its request, in ms. */
export const TIMEOUT_MS = number("TIMEOUT_MS", 20_000);
/** How long BullMQ leaves a job to a worker of which it hears nothing, in ms: longer than any request can be on its way. */
export const LOCK_MS = 3 * TIMEOUT_MS;

/** How long a turn counts of which no worker has said that its request has ended, in ms: that of a worker that was killed or suspended. */
export const TURN_MS = 2 * LOCK_MS;

/** How often what a crash has left behind is settled, in ms. */
export const SETTLE_EVERY_MS = number("SETTLE_EVERY_MS", 60_000);
/** A task is looked for from then on after it was sent, because the list can show it late, in ms … */
export const LOOK_AFTER_MS = number("LOOK_AFTER_MS", 30_000);
/** … and until then. What isn't seen by that time waits for a person. */
export const LOOK_UNTIL_MS = number("LOOK_UNTIL_MS", 10 * 60_000);
