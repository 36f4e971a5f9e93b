import { validate } from "../body/validate.ts";
import { validateNewTask } from "../generated/validators.js";
import type { Task } from "../tasks/types.ts";
import type { MockAnswer, MockNext } from "./answers.ts";
import { checkNext } from "./next.ts";
import { isOk, plan } from "./plan.ts";
import { connectionLost, connectionRefused, respond, untilAborted } from "./respond.ts";
import { makeTask } from "./task.ts";

/** A request that the mock received. */
export interface MockRequest {
  method: string;
  url: string;
  /** By their names in lower case, the API key's `x-api-key` included. */
  headers: Record<string, string>;
  /** The body as it was sent. */
  text: string;
  /** The body's value; undefined where it isn't JSON. */
  body: unknown;
}

/** Heffl's API in this process: no port, no network. */
export interface HefflMock {
  /** For any client that takes a `fetch`. It doesn't follow redirects. */
  fetch: (input: string | URL | Request, init?: RequestInit) => Promise<Response>;
  /** What was received, in order, retries included. */
  readonly requests: readonly MockRequest[];
  /** The tasks that exist, whether their answers arrived or not. */
  readonly tasks: readonly Task[];
  /**
   * Says what becomes of the next request. Call it again for the one after; a retry is a request too.
   *
   * @param options.created whether the task exists afterwards. Default: where the answer is a 2xx, cut off or not, but
   * `"empty"` and `"web page"`, which aren't Heffl's
   * @throws TypeError for an answer that Heffl's document doesn't have
   */
  next(next: MockNext, options?: { created?: boolean }): void;
  /** Forgets what was received, created, and said with `next`. */
  reset(): void;
}

/**
 * A mock of Heffl's API, for tests of code that uses it through this client or any other.
 *
 * It accepts and refuses what Heffl's document does, and answers with the task that was sent. Unless {@link HefflMock.next}
 * says otherwise, every valid request creates a task. It has no rate limit of its own.
 *
 * @example
 * const mock = createMock();
 * const heffl = new Heffl({ apiKey: "test", fetch: mock.fetch });
 */
export function createMock(): HefflMock {
  const requests: MockRequest[] = [];
  const tasks: Task[] = [];
  const plans: { next: MockNext; creates: boolean }[] = [];
  let numbers = 0;

  const answer = async (request: Request): Promise<Response> => {
    const text = await request.text();
    request.signal.throwIfAborted();
    const { next, creates } = plans.shift() ?? { next: {}, creates: true };
    if (next === "connection refused") throw connectionRefused(request.url);
    const { method, url } = request;
    const received = { method, url, headers: Object.fromEntries(request.headers), text, body: parse(text) };
    requests.push(received);

    const chosen = typeof next === "string" ? {} : next.task;
    const madeOrTold = creates || isTask(next);
    const refused = madeOrTold ? refusal(received) : undefined;
    if (madeOrTold && !refused) numbers++;
    const made = { ...makeTask(Object(received.body), numbers), ...chosen };
    if (creates && !refused) tasks.push(made);
    if (next === "no answer") return untilAborted(request.signal);
    if (next === "connection lost") throw connectionLost();
    const how = refused || (next !== "cut off" && next !== "stalled") ? "whole" : next;
    return respond(plan(refused ?? next, made), how, request.signal);
  };

  return {
    fetch: async (input, init) => answer(new Request(input, init)),
    requests,
    tasks,
    next(next, options = {}) {
      checkNext(next);
      plans.push({ next, creates: options.created ?? createsByItself(next) });
    },
    reset() {
      for (const list of [requests, tasks, plans]) list.length = 0;
      numbers = 0;
    },
  };
}

/** Why the API refuses a request, if it does; in the order in which servers look. */
function refusal({ method, url, headers, body }: MockRequest): MockAnswer | undefined {
  const { pathname } = new URL(url);
  if (!headers["x-api-key"]) return { status: 401, message: "The x-api-key header is missing." };
  if (method !== "POST" || !pathname.endsWith("/tasks"))
    return { status: 404, message: `This mock knows POST /tasks alone, not ${method} ${pathname}.` };
  const bad = (message: string) => ({ status: 400, code: "BAD_REQUEST" as const, message });
  if (!/^application\/json\s*(?:;|$)/i.test(headers["content-type"] ?? ""))
    return bad("The Content-Type header must be application/json.");
  if (body === undefined) return bad("The body isn't JSON.");
  const issues = validate({ text: "", value: body, issues: [] }, validateNewTask);
  return issues.length === 0 ? undefined : { status: 400, message: "The task isn't valid.", issues };
}

/** Whether the answer is a task, be it cut off. */
function isTask(next: MockNext): boolean {
  if (typeof next === "string") return next === "cut off" || next === "stalled";
  return next.body === undefined && isOk(next.status ?? 200);
}

const createsByItself = (next: MockNext): boolean =>
  typeof next === "string" ? isTask(next) : isOk(next.status ?? 200);

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
