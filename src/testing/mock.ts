import { environment } from "../config/environment.ts";
import { DEFAULT_BASE_URL } from "../config/options.ts";
import type { Task } from "../tasks/types.ts";
import type { MockNext, MockNextOptions } from "./answers.ts";
import { MockList } from "./list.ts";
import { checkNext } from "./next.ts";
import { type Content, isOk, plan } from "./plan.ts";
import { refuseCreate } from "./refuse-create.ts";
import { idIn, type Kind, kindOf, type MockRequest, record } from "./request.ts";
import { connectionLost, connectionRefused, respond, untilAborted } from "./respond.ts";
import { makeTask } from "./task.ts";

/** `preconnect` is there because Bun's `typeof fetch` has it. It does nothing. */
export interface MockFetch {
  (input: string | URL | Request, init?: RequestInit): Promise<Response>;
  preconnect(url: string | URL): void;
}

/** A mock of Heffl's API that runs in this process, without a port or network. */
export interface HefflMock {
  /** Pass it to any client that takes a `fetch`. It doesn't follow redirects. */
  fetch: MockFetch;
  /** The requests that were received, in order, including retries. */
  readonly requests: readonly MockRequest[];
  /**
   * The answers and failures that were passed to {@link HefflMock.next} and haven't been used yet. A test can assert that it is
   * empty.
   */
  readonly pending: readonly MockNext[];
  /** The tasks that exist, whether or not their answers arrived. */
  readonly tasks: readonly Task[];
  /**
   * Sets how the next request of a kind is answered or fails; by default the next create. Call it again for the request after
   * that. A retry is a request too.
   *
   * @example mock.next({ status: 429, resetSeconds: 0 })
   * @example mock.next("connection lost", { for: "list" })
   *
   * @throws TypeError for an answer that Heffl's OpenAPI document doesn't allow; its message says what to pass instead
   */
  next(next: MockNext, options?: MockNextOptions): void;
  /** Forgets every request, every task, and what was passed to `next`. */
  reset(): void;
}

/** The options of a mock. Each may be left out. */
export interface MockOptions {
  /**
   * The base URL of the mocked API. Set it if the client has a `baseUrl`.
   *
   * @default the environment variable `HEFFL_BASE_URL`, else Heffl's, as for a client
   * @example createMock({ baseUrl: "https://heffl.example/api" })
   */
  baseUrl?: string;
  /**
   * How many pages of the list don't show a new task yet. (Heffl doesn't publish how soon its list shows one.) It counts pages
   * and not time, so that a test's result doesn't depend on its speed. A page that {@link HefflMock.next} replaces doesn't count.
   *
   * @default 0
   * @example createMock({ listLag: 2 })
   */
  listLag?: number;
}

/**
 * A mock of Heffl's API, for tests of code that uses it through this client or any other.
 *
 * It accepts and refuses the requests that Heffl's OpenAPI document does, and answers with the task that was sent. Unless
 * {@link HefflMock.next} says otherwise, every valid create makes a task, which can be read by its ID and in the list. The list
 * has pages, and begins with the newest or the oldest task (`orderDir`). A query whose effect Heffl doesn't publish (`search`,
 * `filters`, another `orderBy`) gets a 400. Any other URL or method gets a 404 and doesn't use up what was passed to `next`. The
 * mock has no rate limit of its own.
 *
 * @throws TypeError when `listLag` isn't a whole number from 0 up
 *
 * @example
 * const mock = createMock();
 * const heffl = new Heffl({ apiKey: "test", fetch: mock.fetch });
 */
export function createMock({
  baseUrl = environment("HEFFL_BASE_URL") || DEFAULT_BASE_URL,
  listLag = 0,
}: MockOptions = {}): HefflMock {
  const tasksUrl = `${baseUrl.replace(/\/+$/, "")}/tasks`;
  const requests: MockRequest[] = [];
  const list = new MockList(listLag);
  const plans: { next: MockNext; kind: Kind; creates: boolean }[] = [];
  let numbers = 0;

  /** The answer if `next` doesn't replace it. */
  function contentFor(request: MockRequest, kind: Kind | undefined, chosen?: Partial<Task>, creates = false): Content {
    const { method, url, headers } = request;
    if (!headers["x-api-key"]) return { refused: { status: 401, message: "The x-api-key header is missing." } };
    if (kind === "list") return list.page(url);
    if (kind === "get") {
      const id = idIn(url, tasksUrl) ?? "";
      const task = list.tasks.find((one) => one.id === id) ?? (chosen && makeTask({ id, title: "Mock task" }, 0));
      return task ? { made: { ...task, ...chosen } } : { refused: { status: 404, message: `There is no task ${id}.` } };
    }
    if (kind === undefined) {
      const message = `This mock answers POST and GET ${tasksUrl} and GET ${tasksUrl}/{id}, not ${method} ${url}.`;
      return { refused: { status: 404, message } };
    }
    const refused = refuseCreate(request);
    if (refused) return { refused };
    const made = { ...makeTask(Object(request.body), ++numbers), ...chosen };
    if (creates) list.add(made);
    return { made };
  }

  const answer = async (request: Request): Promise<Response> => {
    const text = await request.text();
    request.signal.throwIfAborted();
    const kind = kindOf(request.method, request.url, tasksUrl);
    const index = plans.findIndex((plan) => plan.kind === kind);
    const [planned] = index < 0 ? [] : plans.splice(index, 1);
    const { next, creates } = planned ?? { next: {}, creates: kind === "create" };
    if (next === "connection refused") throw connectionRefused(request.url);
    const received = record(request, text);
    requests.push(received);

    const chosen = typeof next === "string" ? undefined : next.task;
    const { made, refused }: Content = creates || hasContent(next) ? contentFor(received, kind, chosen, creates) : {};
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
    tasks: list.tasks,
    get pending() {
      return plans.map(({ next }) => next);
    },
    next(next, options = {}) {
      checkNext(next, options);
      const { for: kind = "create", created = createsByDefault(next) } = options;
      plans.push({ next, kind, creates: kind === "create" && created });
    },
    reset() {
      for (const array of [requests, plans]) array.length = 0;
      list.clear();
      numbers = 0;
    },
  };
}

/** Whether the answer has the usual content, whole or cut off. */
function hasContent(next: MockNext): boolean {
  if (typeof next === "string") return next === "cut off" || next === "stalled";
  return next.body === undefined && isOk(next.status ?? 200);
}

const createsByDefault = (next: MockNext): boolean =>
  typeof next === "string" ? hasContent(next) : isOk(next.status ?? 200);
