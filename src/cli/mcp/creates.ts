import { randomUUID } from "node:crypto";
import { type Heffl, HefflDuplicateError, isHefflError, type Outcome, type Task, type TaskInput } from "../../index.ts";
import { describe, refused, type ToolResult } from "./answers.ts";
import { CALL_MS, MARGIN_MS } from "./limits.ts";
import { type Known, Memory } from "./memory.ts";
import * as words from "./words.ts";

/** A create whose request may be on its way. */
export interface UnderWay {
  title: string;
  /** Resolves with what became of it. */
  ended: Promise<{ outcome: Outcome; taskId?: string | undefined }>;
}

/**
 * `create_task`. A task that this session has created, or may have created, isn't sent again unless the call sets `again`.
 */
export class Creates {
  readonly underWay = new Set<UnderWay>();
  readonly #memory = new Memory();
  readonly #heffl: Heffl;
  readonly #dryRun: boolean;
  /** Ends every request that is under way. */
  readonly #stop: AbortSignal;
  #closed = false;

  constructor(heffl: Heffl, { dryRun, stop }: { dryRun: boolean; stop: AbortSignal }) {
    this.#heffl = heffl;
    this.#dryRun = dryRun;
    this.#stop = stop;
  }

  /** From now on no create is sent. */
  close(): void {
    this.#closed = true;
  }

  /** @param cancelled the host's signal. It keeps a create from being sent, but doesn't end one that was sent: see #send. */
  async create({ again = false, ...given }: Record<string, unknown>, cancelled: AbortSignal): Promise<ToolResult> {
    if (typeof again !== "boolean") {
      const { answer, isError } = refused("again", "Must be true or false.");
      return { answer: { outcome: "not_created", ...answer }, isError };
    }
    const task = given as unknown as TaskInput;
    try {
      const { method, url, body } = this.#heffl.tasks.preview(task); // throws for an invalid task
      if (this.#dryRun) {
        const request = { method, url, body: JSON.parse(body) as unknown };
        return { answer: { outcome: "not_created", request, next: words.DRY_RUN } };
      }
    } catch (error) {
      return notCreated(error, words.CORRECT);
    }
    return this.#memory.inTurn(task, async (known) => {
      if (this.#closed || cancelled.aborted)
        return notCreated(new Error("The server is ending, or the call was cancelled."), words.NOT_SENT);
      if (again) return this.#send(task, known);
      if (known.unknown) return this.#look(task, known, known.unknown);
      if (known.created)
        return { answer: { outcome: "created", taskId: known.created.id, next: words.repeated(known.created) } };
      const similar = this.#memory.unknownWithTitle(task.title, known);
      if (similar) return notCreated(new Error(words.similar(similar)), words.SIMILAR);
      return this.#send(task, known);
    });
  }

  async #send(task: TaskInput, known: Known): Promise<ToolResult> {
    const began = Date.now();
    const earlier = known.unknown;
    const field = this.#heffl.idempotencyField;
    const key = field === undefined ? undefined : (earlier?.key ?? ownKey(task, field) ?? randomUUID());
    // The host's signal isn't passed on: it would make the outcome unknown. With the answer, this session knows the outcome.
    const call = this.#heffl.tasks.create(task, {
      signal: this.#stop,
      ...(key !== undefined && { idempotencyKey: key }),
      ...(key !== undefined && earlier && { ifAbsent: { since: lookFrom(earlier.since) } }),
    });
    const ended = call.then(
      ({ id }) => ({ outcome: "created" as const, taskId: id }),
      (error: unknown) => ({ outcome: outcomeOf(error), taskId: idOf(error) }),
    );
    const underWay = { title: task.title, ended };
    this.underWay.add(underWay);
    try {
      const made = await call;
      settle(known, made.id);
      return {
        answer: {
          outcome: "created",
          task: made,
          next: earlier ? words.createdAgain(key !== undefined) : words.CREATED,
        },
      };
    } catch (error) {
      return this.#failed(error, task, known, { began, key });
    } finally {
      this.underWay.delete(underWay);
    }
  }

  #failed(
    error: unknown,
    task: TaskInput,
    known: Known,
    { began, key }: { began: number; key: string | undefined },
  ): ToolResult {
    const outcome = outcomeOf(error);
    const taskId = idOf(error);
    if (outcome === "created" && taskId !== undefined) {
      settle(known, taskId);
      return {
        answer: {
          outcome,
          taskId,
          ...describe(error),
          next: words.createdUnread(error instanceof HefflDuplicateError),
        },
      };
    }
    if (outcome === "not_created" && !known.unknown) return notCreated(error, words.afterRefusal(error));
    // After an unknown create of the same content, a later refusal doesn't prove that there is no task.
    known.unknown ??= { title: task.title, since: began, key };
    return {
      answer: { outcome: "unknown", ...describe(error), next: words.unknown(key !== undefined) },
      isError: true,
    };
  }

  /** Looks for a task that may have been created. Sends no create. */
  async #look(task: TaskInput, known: Known, { since, key }: NonNullable<Known["unknown"]>): Promise<ToolResult> {
    const field = this.#heffl.idempotencyField;
    const wanted = field !== undefined && key !== undefined ? ({ [field]: key } as unknown as TaskInput) : task;
    let found: Task[];
    try {
      const signal = AbortSignal.any([this.#stop, AbortSignal.timeout(CALL_MS)]);
      found = await this.#heffl.tasks.findLike(wanted, { since: lookFrom(since), signal });
    } catch (error) {
      return { answer: { outcome: "unknown", ...describe(error), next: words.LOOK_FAILED }, isError: true };
    }
    if (wanted !== task) {
      const [made, ...others] = found;
      if (!made)
        return {
          answer: { outcome: "unknown", message: words.notSeen(since), next: words.unknown(true) },
          isError: true,
        };
      settle(known, made.id);
      if (others.length === 0) return { answer: { outcome: "created", task: made, next: words.FOUND } };
      return { answer: { outcome: "created", taskId: made.id, candidates: found, next: words.createdUnread(true) } };
    }
    const candidates = found.filter(({ id }) => !this.#memory.hasCreated(id));
    const message = words.candidates(candidates.length, since);
    return { answer: { outcome: "unknown", candidates, message, next: words.CANDIDATES }, isError: true };
  }
}

const lookFrom = (since: number): Date => new Date(since - MARGIN_MS);

function settle(known: Known, id: string): void {
  known.created = { id, at: Date.now() };
  known.unknown = undefined;
}

function ownKey(task: object, field: string): string | undefined {
  const held = Object.hasOwn(task, field) ? (task as Record<string, unknown>)[field] : undefined;
  return typeof held === "string" ? held : undefined;
}

/** What an error proves. One that isn't the client's own proves nothing. */
const outcomeOf = (error: unknown): Outcome => (isHefflError(error) ? (error.outcome ?? "unknown") : "unknown");

const idOf = (error: unknown): string | undefined => (isHefflError(error) ? error.taskId : undefined);

const notCreated = (error: unknown, next: string): ToolResult => ({
  answer: { outcome: "not_created", ...describe(error), next },
  isError: true,
});
