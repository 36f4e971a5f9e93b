import { own } from "../../config/own.ts";
import { HefflApiError } from "../../errors/answer-errors.ts";
import type { paths } from "../../generated/schema.ts";
import type { CallResult } from "../../http/call.ts";
import type { Http } from "../../http/http.ts";
import { readWait } from "../../http/rate-limit.ts";
import { pause, type Stop } from "../../http/stop.ts";
import { MAX_PAGE_SIZE, type Page, pagesOf, type ReadPage } from "../list-tasks.ts";
import { createdAt, isOlder, type Listed, MARGIN_MS } from "../since.ts";
import { firstWaitMs } from "./options.ts";

/** The task that a create looks for. All times in ms. */
export interface Wanted {
  /** The key, and the custom field that carries it. */
  key: string;
  /** When the create began, by `performance.now()`. */
  began: number;
  /** The tasks with this key that were found so far, by ID. */
  found: Map<string, Listed>;
}

/** The most pages of one reading. */
const MAX_PAGES = 10;
/** How many times a page is requested in one reading. */
const MAX_TRIES = 3;

/** One reading of the newest tasks, shared by the creates that look at the same time. */
interface Reading {
  wanted: Set<Wanted>;
  /** Aborts it when no create waits for it any more. */
  controller: AbortController;
  end?: Promise<boolean>;
}

/**
 * Looks through the newest tasks. Creates that look at the same time share one reading of the pages. A create that comes while
 * pages are being read waits for the next reading, because its task may be on a page that was read already.
 */
export class NewestTasks {
  readonly #http: Http<paths>;
  readonly #field: string;
  readonly #timeoutMs: number;
  /** The least time between the beginnings of two readings, in ms. */
  readonly #gapMs: number;
  /** When the last reading began, by `performance.now()`. */
  #begun = Number.NEGATIVE_INFINITY;
  #next: Reading | undefined;
  #last: Promise<unknown> = Promise.resolve();
  /** When the wait ends that the server asked for, by `performance.now()`. */
  #waitUntil = 0;

  constructor(http: Http<paths>, field: string, lookupMs: number) {
    this.#http = http;
    this.#field = field;
    // So that one page that stalls doesn't take all of lookupMs.
    this.#timeoutMs = Math.max(1, Math.min(http.settings.timeoutMs, lookupMs / 3));
    this.#gapMs = firstWaitMs(lookupMs);
  }

  /** How long the server asks to wait before the next request, in ms. */
  get askedMs(): number {
    return Math.max(0, this.#waitUntil - performance.now());
  }

  /**
   * Looks once, for at most `leftMs` (ms), and adds the tasks that it finds to `wanted.found`. Resolves with false if
   * the pages couldn't be read in time. Never rejects.
   */
  async look(wanted: Wanted, stop: Stop, leftMs: number): Promise<boolean> {
    const reading = this.#next ?? this.#begin();
    reading.wanted.add(wanted);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const over = new Promise<undefined>((resolve) => {
      timer = setTimeout(resolve, leftMs, undefined);
    });
    const whole = await stop.until(Promise.race([reading.end, over]));
    clearTimeout(timer);
    reading.wanted.delete(wanted);
    if (reading.wanted.size === 0) this.#leave(reading);
    return whole ?? false;
  }

  #begin(): Reading {
    const reading: Reading = { wanted: new Set(), controller: new AbortController() };
    this.#next = reading;
    reading.end = this.#last.then(async () => {
      await pause(this.#begun + this.#gapMs - performance.now(), reading.controller.signal);
      if (this.#next === reading) this.#next = undefined;
      if (this.askedMs > 0) return false; // the reading before was asked to wait
      this.#begun = performance.now();
      return this.#read(reading);
    });
    this.#last = reading.end;
    return reading;
  }

  #leave(reading: Reading): void {
    if (this.#next === reading) this.#next = undefined;
    reading.controller.abort();
  }

  async #read({ wanted, controller: { signal } }: Reading): Promise<boolean> {
    try {
      let read = 0;
      for await (const page of pagesOf(this.#readPage(signal), { pageSize: MAX_PAGE_SIZE })) {
        const oldest = Math.min(...page.result.data.map((task) => createdAt(task) ?? Number.POSITIVE_INFINITY));
        const open = [...wanted].filter((one) => this.#note(one, page, oldest));
        if (open.length === 0 || ++read === MAX_PAGES) break;
      }
      return true;
    } catch {
      return false;
    }
  }

  /** Reads a page. Tries again after any failure, because reading is safe, unless the server asks for a wait. */
  #readPage(signal: AbortSignal): ReadPage {
    const options = { signal, maxRetries: 0, timeoutMs: this.#timeoutMs };
    return async (operation, query) => {
      for (let tries = 1; ; tries++) {
        try {
          return await this.#http.call(operation, { params: { query } }, options);
        } catch (error) {
          if (error instanceof HefflApiError) {
            const askedMs = readWait(error.headers, Date.now(), error.status === 429) ?? 0;
            this.#waitUntil = performance.now() + askedMs;
          }
          if (this.askedMs > 0 || tries === MAX_TRIES || signal.aborted) throw error;
        }
      }
    };
  }

  /** Adds the wanted tasks of a page to `found`. Returns whether there can be more on the next page. */
  #note({ key, began, found }: Wanted, page: CallResult<Page>, oldest: number): boolean {
    const now = Date.parse(page.answer.headers.get("date") ?? "") || Date.now();
    const since = now - (performance.now() - began) - MARGIN_MS;
    for (const task of page.result.data)
      if (own(task, this.#field) === key && !isOlder(task, since)) found.set(task.id, { task, from: page });
    return oldest >= since;
  }
}
