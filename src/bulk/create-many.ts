import { checkNumber, checkSignal, MAX_TIMER_MS, readOptions, refuse } from "../config/checks.ts";
import { HefflBulkError } from "./bulk-error.ts";
import { type Journal, noJournal, openJournal } from "./journal.ts";
import { isRepeatable, type KeyedRow, withKeys } from "./keys.ts";
import { Run } from "./run.ts";
import type { BulkClient, BulkOptions, BulkRun, BulkSource, RowResult } from "./types.ts";

const DEFAULT_CONCURRENCY = 4;
const DEFAULT_PER_MINUTE = 60;

/**
 * Creates many tasks within Heffl's rate limit, and yields a result for each row. Nothing is sent before the run is iterated. A
 * list, or a function that returns the rows, is read once before anything is sent, to check the keys. After that a row is read
 * only when it can be sent.
 *
 * @throws HefflConfigurationError for options that can't be used. The iteration throws a HefflBulkError when the run can't begin or
 * stops early; before that it yields the result of every row that was sent.
 *
 * @example
 * for await (const { outcome, key, taskId, message } of createMany(heffl, rows, { journal: "rows.ndjson" }))
 *   console.log(key, outcome, taskId ?? message);
 */
export function createMany<CF>(heffl: BulkClient<CF>, source: BulkSource<CF>, given: BulkOptions = {}): BulkRun<CF> {
  const options = readOptions(given);
  const concurrency = checkNumber("concurrency", options.concurrency ?? DEFAULT_CONCURRENCY, 1, 1000);
  const perMinute = checkNumber("requestsPerMinute", options.requestsPerMinute ?? DEFAULT_PER_MINUTE, 0, 1_000_000);
  if (options.limit !== undefined) checkNumber("limit", options.limit, 1, Number.MAX_SAFE_INTEGER);
  checkNumber("listLagMs", options.listLagMs ?? 0, 0, MAX_TIMER_MS);
  checkSignal(options.signal);
  if (options.resendUnknown && heffl.idempotencyField === undefined)
    refuse("resendUnknown needs a client with an idempotencyField: a task can be looked for first only by its key.");
  const canReadTwice = isRepeatable(source);
  if (options.journal !== undefined && !canReadTwice)
    refuse("A journal needs rows that can be read twice: a list, or a function that gives them anew each time.");

  let stops = 0;
  let run: Run<CF> | undefined;
  const stop = () => {
    stops++;
    run?.stop(stops > 1);
  };

  async function* results(): AsyncGenerator<RowResult<CF>, void> {
    const journal = await open(heffl, options);
    try {
      const field = heffl.idempotencyField;
      const total = canReadTwice
        ? await survey(withKeys(source, field), journal, options.acceptChanges ?? false)
        : undefined;
      run = new Run({ heffl, journal, options, concurrency, perMinute, total });
      options.signal?.addEventListener("abort", stop, { once: true });
      if (options.signal?.aborted || stops > 0) run.stop(stops > 1);
      yield* run.results(withKeys(source, field), canReadTwice ? () => withKeys(source, field) : undefined);
    } finally {
      options.signal?.removeEventListener("abort", stop);
      await journal.close();
    }
  }

  let iterated = false;
  return {
    stop,
    [Symbol.asyncIterator]() {
      if (iterated) refuse("A run can be iterated once. Call createMany again.");
      iterated = true;
      return results();
    },
  };
}

const open = <CF>(heffl: BulkClient<CF>, { journal, shape }: BulkOptions): Promise<Journal> | Journal =>
  journal === undefined
    ? noJournal()
    : openJournal(journal, {
        baseUrl: heffl.baseUrl,
        idempotencyField: heffl.idempotencyField ?? null,
        shape: shape ?? null,
      });

/** Reads all rows before anything is sent, and checks that none of the journal is missing. Resolves with their number. */
async function survey<CF>(
  source: AsyncGenerator<KeyedRow<CF>, void>,
  { rows }: Journal,
  acceptChanges: boolean,
): Promise<number> {
  // Rows that were refused or never sent may be missing: they have no task that could be created a second time.
  const missing = new Set(
    [...rows].flatMap(([key, { outcome }]) => (outcome === "created" || outcome === "unknown" ? [key] : [])),
  );
  let count = 0;
  for await (const { key } of source) {
    missing.delete(key);
    count++;
  }
  if (missing.size === 0 || acceptChanges) return count;
  const some = [...missing].slice(0, 10).map((key) => {
    const { outcome, taskId } = rows.get(key) ?? {};
    return `${key} (${outcome}${taskId === undefined ? "" : `, ${taskId}`})`;
  });
  const more = missing.size > some.length ? `, and ${missing.size - some.length} more` : "";
  throw new HefflBulkError(
    "rows",
    `${missing.size} rows of the journal aren't among the rows any more: ${some.join(", ")}${more}. An edited row would be created a second time. Bring them back, or set acceptChanges.`,
  );
}
