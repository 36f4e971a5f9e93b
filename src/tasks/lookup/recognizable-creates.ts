import type { Serialized } from "../../body/serialize.ts";
import { refuse } from "../../config/checks.ts";
import { own } from "../../config/own.ts";
import { HefflDuplicateError } from "../../errors/duplicate-error.ts";
import { HefflError } from "../../errors/heffl-error.ts";
import { redactText } from "../../errors/redact.ts";
import type { paths } from "../../generated/schema.ts";
import type { CallResult } from "../../http/call.ts";
import type { Context } from "../../http/context.ts";
import { sentences } from "../../http/describe.ts";
import { stopped } from "../../http/exchange.ts";
import { failure } from "../../http/failure.ts";
import type { Http } from "../../http/http.ts";
import { runSafely } from "../../http/log.ts";
import type { Change } from "../../http/operation.ts";
import { Proof } from "../../http/proof.ts";
import { createTask } from "../create-task.ts";
import { getTask } from "../get-task.ts";
import { MAX_PAGE_SIZE } from "../list-tasks.ts";
import { checkSince, type Listed, tasksSince } from "../since.ts";
import { withKey } from "./idempotency-key.ts";
import { NewestTasks } from "./newest-tasks.ts";
import type { CreateOptions } from "./options.ts";
import { type Search, search } from "./search.ts";

/** A task that exists, and the answer from which it was read. */
export interface Created {
  task: { id: string };
  from: CallResult<unknown>;
  /** `"create"` if the task is the answer to the create, `"lookup"` if it was read otherwise. */
  source: "create" | "lookup";
}

/** A create of a task that carries a key. */
interface Recognizable {
  context: Context;
  text: string;
  key: string;
  /** When the create began, by `performance.now()`, in ms. */
  began: number;
}

/** Creates tasks that carry a key in a custom field, and finds them by it after a create whose outcome is unknown. */
export class RecognizableCreates {
  readonly #http: Http<paths>;
  readonly #field: string;
  readonly #lookupMs: number;
  readonly #newest: NewestTasks;
  /** Whether Heffl has returned a task without the key that was sent. Then no task can be found by its key. */
  #keysAreLost = false;

  constructor(http: Http<paths>, field: string, lookupMs: number) {
    this.#http = http;
    this.#field = field;
    this.#lookupMs = lookupMs;
    this.#newest = new NewestTasks(http, field, lookupMs);
  }

  create(task: Serialized, options: CreateOptions): Promise<Created> {
    const began = performance.now();
    return this.#http.during(createTask, options, async (context) => {
      const { text, key, isNew } = withKey(task, this.#field, own(options, "idempotencyKey"));
      const ifAbsent = own(options, "ifAbsent");
      if (ifAbsent !== undefined) {
        if (isNew) refuse("ifAbsent needs an idempotencyKey.");
        const found = await this.#findBefore(key, checkSince(own(ifAbsent, "since")), context);
        if (found) return found;
      }
      return this.#create({ context, text, key, began });
    });
  }

  async #create(call: Recognizable): Promise<Created> {
    const { context, text, key } = call;
    const { settings, limits } = context;
    for (let repeats = 0; ; repeats++) {
      const canLook = this.#lookupMs > 0 && !this.#keysAreLost;
      try {
        // Without `retryUnknown`, so that the task is looked for before it is sent again.
        const sent = canLook ? { ...context, settings: { ...settings, retryUnknown: false } } : context;
        const from = await this.#http.send(createTask, { body: text }, sent);
        this.#checkKey(from.result, key);
        const created: Created = { task: from.result, from, source: "create" };
        return repeats === 0 ? created : await this.#afterRepeat(created, call);
      } catch (error) {
        if (!(error instanceof HefflError) || error instanceof HefflDuplicateError) throw error;
        const found = await this.#afterFailure(error, call, canLook, repeats > 0);
        if (found) return found;
        if (!settings.retryUnknown || repeats >= limits.maxRetries) throw error;
      }
    }
  }

  /** Checks a task that was sent again: the one that was sent before may exist too, and be in the list by now. */
  async #afterRepeat(created: Created, call: Recognizable): Promise<Created> {
    const { found } = await this.#search(call, 2);
    const isSeen = found.some(({ task }) => task.id === created.task.id);
    return this.#single(call, isSeen ? found : [...found, created], created);
  }

  /** Looks for the task of a create that failed. Throws if the call has to end; returns undefined if no task was found. */
  async #afterFailure(
    error: HefflError,
    call: Recognizable,
    canLook: boolean,
    isRepeat: boolean,
  ): Promise<Created | undefined> {
    const { context, key } = call;
    const { outcome, taskId } = error;
    if (outcome === "not_created") throw error;
    if (context.stop.why !== undefined || this.#lookupMs === 0) throw this.#addKey(error, call);
    const read = taskId === undefined ? undefined : await this.#get(taskId, context);
    if (read) return isRepeat ? await this.#afterRepeat(read, call) : read;
    const blind = `It isn't looked for, because Heffl returned a task without ${this.#field}.`;
    if (!canLook) throw this.#addKey(error, call, outcome === "unknown" ? blind : undefined);
    const ended = await this.#search(call, isRepeat ? 2 : 1);
    const [first] = ended.found;
    if (first) return this.#single(call, ended.found, { ...first, source: "lookup" });
    if (outcome === "created") throw this.#addKey(error, call);
    const report = this.#describeSearch(key, ended);
    if (context.stop.why !== undefined) throw this.#addKey(failure(stopped(context.stop), context), call, report);
    this.#addKey(error, call, report);
    return undefined;
  }

  #search({ context, key, began }: Recognizable, enough: number): Promise<Search> {
    return search(this.#newest, key, { began, enough, lookupMs: this.#lookupMs, stop: context.stop });
  }

  /** The task with this ID; undefined when it can't be read. */
  async #get(id: string, context: Context): Promise<Created | undefined> {
    try {
      const reading = { ...context, operation: getTask, proof: new Proof(undefined) };
      const from = await this.#http.send(getTask, { params: { path: { id } } }, reading);
      return from.result.id === id ? { task: from.result, from, source: "lookup" } : undefined;
    } catch {
      return undefined;
    }
  }

  /** The task with this key among those since a time, in ms since 1970. */
  async #findBefore(key: string, since: number, context: Context): Promise<Created | undefined> {
    const tasks = tasksSince(
      (listed, query) => {
        const operation = { ...listed, change: NOTHING_SENT };
        const reading = { ...context, operation, proof: new Proof(NOTHING_SENT) };
        return this.#http.send(operation, { params: { query } }, reading);
      },
      MAX_PAGE_SIZE,
      since,
    );
    const found = new Map<string, Listed>();
    for await (const listed of tasks) if (own(listed.task, this.#field) === key) found.set(listed.task.id, listed);
    const [newest] = found.values();
    return newest && this.#single({ key, context }, [...found.values()].reverse(), { ...newest, source: "lookup" });
  }

  /** Returns the created task if it is the only one with its key, otherwise throws a HefflDuplicateError. */
  #single(
    { key, context }: Pick<Recognizable, "key" | "context">,
    found: { task: { id: string } }[],
    created: Created,
  ): Created {
    if (found.length === 1) return created;
    const ids = found.map(({ task }) => task.id);
    const message = `There are ${ids.length} tasks with ${this.#field} ${JSON.stringify(redactText(key, ...context.keys))}: ${ids.join(", ")}.`;
    throw new HefflDuplicateError(`${message} Don't create it again, and delete all but one.`, ids);
  }

  #checkKey(task: object, key: string): void {
    if (this.#keysAreLost || own(task, this.#field) === key) return;
    this.#keysAreLost = true;
    const { logger = console } = this.#http.settings;
    const what = `heffl: Heffl returned a created task without the key in ${this.#field}.`;
    const next = "Make sure that the workspace has this field, of type Text.";
    runSafely(() => logger.warn(`${what} ${next} From now on no task is looked for when its outcome is unknown.`));
  }

  /** Adds the key, and a sentence to the message. Both are redacted, because a caller may pass the API key as the key. */
  #addKey(error: HefflError, { key, context }: Recognizable, more?: string): HefflError {
    const message = redactText(sentences(error.message, more), ...context.keys);
    const stack = error.stack?.replace(error.message, () => message);
    return Object.assign(error, { idempotencyKey: redactText(key, ...context.keys), message, stack });
  }

  #describeSearch(key: string, { looks, why }: Search): string {
    const by = `by ${this.#field} ${JSON.stringify(key)}`;
    const often = looks === 0 ? "It wasn't looked for" : `Looked for it ${looks === 1 ? "once" : `${looks} times`}`;
    const until = looks === 0 ? "." : `, until ${new Date().toISOString()}, and didn't see it, which proves nothing.`;
    return sentences(`${often} ${by}${until}`, why);
  }
}

/** For the lookup before a create: whatever happens to it, the create wasn't sent. */
const NOTHING_SENT: Change = {
  prove: () => "not_created",
  combine: () => "not_created",
  explain: () => ({ advice: "The tasks couldn't be looked through, so nothing was sent." }),
};
