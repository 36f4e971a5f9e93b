import { validate } from "../body/validate.ts";
import { environment } from "../config/environment.ts";
import { DEFAULT_BASE_URL } from "../config/options.ts";
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

/** Bun's `typeof fetch` has a `preconnect`, which connects to nothing here. */
export interface MockFetch {
  (input: string | URL | Request, init?: RequestInit): Promise<Response>;
  preconnect(url: string | URL): void;
}

/** Heffl's API in this process: no port, no network. */
export interface HefflMock {
  /** Pass it to any client that takes a `fetch`. It doesn't follow redirects. */
  fetch: MockFetch;
  /** The requests that were received, in order, including retries. */
  readonly requests: readonly MockRequest[];
  /** What was passed to {@link HefflMock.next} and hasn't been used yet. A test can assert that it is empty. */
  readonly pending: readonly MockNext[];
  /** The tasks that exist, whether or not their answers arrived. */
  readonly tasks: readonly Task[];
  /**
   * Sets how the next request is answered or fails. Call it again for the one after; a retry is a request too.
   *
   * @example mock.next({ status: 429, resetSeconds: 0 })
   *
   * @param options.created whether the task exists afterwards. By default it does after a 2xx, cut off or not, except
   * for `"empty"` and `"web page"`, which Heffl doesn't send
   * @throws TypeError for an answer that Heffl's document doesn't allow, and says what can be passed instead
   */
  next(next: MockNext, options?: { created?: boolean }): void;
  /** Forgets every request, every task, and what was passed to `next`. */
  reset(): void;
}

/**
 * A mock of Heffl's API, for tests of code that uses it through this client or any other.
 *
 * It accepts and refuses what Heffl's document does, and answers with the task that was sent. Unless {@link HefflMock.next}
 * says otherwise, every valid request creates a task. Any request other than a POST to the URL of the tasks gets a 404,
 * and what was passed to `next` stays for the one after. It has no rate limit of its own.
 *
 * @param options.baseUrl the address that it answers at; needed if the client is given a `baseUrl`. By default it is that
 * of a client without one: the environment variable `HEFFL_BASE_URL`, else Heffl's
 *
 * @example
 * const mock = createMock();
 * const heffl = new Heffl({ apiKey: "test", fetch: mock.fetch });
 */
export function createMock({
  baseUrl = environment("HEFFL_BASE_URL") || DEFAULT_BASE_URL,
}: {
  baseUrl?: string;
} = {}): HefflMock {
  const tasksUrl = `${baseUrl.replace(/\/+$/, "")}/tasks`;
  const requests: MockRequest[] = [];
  const tasks: Task[] = [];
  const plans: { next: MockNext; creates: boolean }[] = [];
  let numbers = 0;

  const answer = async (request: Request): Promise<Response> => {
    const text = await request.text();
    request.signal.throwIfAborted();
    const { method, url } = request;
    const known = method === "POST" && withoutQuery(url) === tasksUrl;
    const { next, creates } = (known ? plans.shift() : undefined) ?? { next: {}, creates: true };
    if (next === "connection refused") throw connectionRefused(url);
    // Not every Headers gives its names in lower case: happy-dom's doesn't.
    const headers = Object.fromEntries([...request.headers].map(([name, value]) => [name.toLowerCase(), value]));
    const received = { method, url, headers, text, body: parse(text) };
    requests.push(received);

    const chosen = typeof next === "string" ? {} : next.task;
    const madeOrTold = creates || isTask(next);
    const refused = madeOrTold ? refusal(received, tasksUrl) : undefined;
    if (madeOrTold && !refused) numbers++;
    const made = { ...makeTask(Object(received.body), numbers), ...chosen };
    if (creates && !refused) tasks.push(made);
    if (next === "no answer") return untilAborted(request.signal);
    if (next === "connection lost") throw connectionLost();
    const how = refused || (next !== "cut off" && next !== "stalled") ? "whole" : next;
    return respond(plan(refused ?? next, made), how, request.signal);
  };

  return {
    fetch: Object.assign(
      async (input: string | URL | Request, init?: RequestInit) => answer(new Request(input, init)),
      {
        preconnect() {},
      },
    ),
    requests,
    tasks,
    get pending() {
      return plans.map(({ next }) => next);
    },
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

/** Why the API refuses a request, if it does. Servers check in this order. */
function refusal({ method, url, headers, body }: MockRequest, tasksUrl: string): MockAnswer | undefined {
  if (!headers["x-api-key"]) return { status: 401, message: "The x-api-key header is missing." };
  if (method !== "POST" || withoutQuery(url) !== tasksUrl)
    return { status: 404, message: `This mock answers only POST ${tasksUrl}, not ${method} ${url}.` };
  const bad = (message: string) => ({ status: 400, code: "BAD_REQUEST" as const, message });
  if (!/^application\/json\s*(?:;|$)/i.test(headers["content-type"] ?? ""))
    return bad("The Content-Type header must be application/json.");
  if (body === undefined) return bad("The body isn't JSON.");
  const issues = validate({ text: "", value: body, issues: [] }, validateNewTask);
  return issues.length === 0 ? undefined : { status: 400, message: "The task isn't valid.", issues };
}

const withoutQuery = (url: string): string => url.replace(/[?#].*$/s, "");

/** Whether the answer is a task, whole or cut off. */
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
