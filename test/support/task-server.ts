import type { ServerResponse } from "node:http";
import { heffl, type Reply, startServerWith, TASK, type TestServer } from "./server.ts";

export interface StoredTask {
  id: string;
  [field: string]: unknown;
}

/** How a create goes: whether its task is made, and what is answered; the task where `reply` is left out. */
export interface CreateStep {
  made?: boolean;
  /** A function gets the response itself, and the task. */
  reply?: Exclude<Reply, (response: ServerResponse) => void> | ((response: ServerResponse, task: StoredTask) => void);
}

export interface TaskServerOptions {
  /** How the creates go, one after the other; every later one goes well. */
  creates?: CreateStep[];
  /** What the reads of the list are answered with; undefined, and every later one, with the tasks. */
  lists?: (Reply | undefined)[];
  /** The tasks that exist, the newest first. */
  tasks?: StoredTask[];
  /** How many reads of the list don't show a created task yet. */
  lagReads?: number;
  /** The API keys that are accepted; without it any is. */
  keys?: ReadonlySet<string>;
}

export interface TaskServer extends TestServer {
  /** The newest first. */
  tasks: StoredTask[];
  /** How many requests of a kind came. */
  count(kind: "create" | "list" | "get"): number;
}

/** Cuts the connection instead of answering. */
export const lost: Reply = (response) => void response.destroy();

/** A server that makes tasks, lists them page by page with the newest first, and finds them by ID. */
export async function startTaskServer(options: TaskServerOptions = {}): Promise<TaskServer> {
  const tasks = [...(options.tasks ?? [])];
  const creates = [...(options.creates ?? [])];
  const lists = [...(options.lists ?? [])];
  const counts = { create: 0, list: 0, get: 0 };
  const hidden = new Map<string, number>();
  const server = await startServerWith(({ method, path = "", headers, body }) => {
    if (options.keys && !options.keys.has(`${headers["x-api-key"]}`))
      return { status: 401, body: heffl("UNAUTHORIZED", "The key is not valid.") };
    const url = new URL(path, "http://localhost");
    if (method === "POST") return create(JSON.parse(body));
    if (url.pathname === "/tasks") return list(url.searchParams);
    counts.get++;
    const found = tasks.find(({ id }) => url.pathname === `/tasks/${encodeURIComponent(id)}`);
    return found ? { body: found } : { status: 404, body: heffl("NOT_FOUND") };
  });

  function create(sent: object): Reply {
    const number = `${++counts.create}`;
    const { made = true, reply } = creates.shift() ?? {};
    const task = { ...TASK, createdAt: new Date().toISOString(), ...sent, id: `tsk_${number}`, number };
    if (made) tasks.unshift(task);
    hidden.set(task.id, options.lagReads ?? 0);
    if (typeof reply === "function") return (response) => reply(response, task);
    return reply ?? { body: task };
  }

  function list(query: URLSearchParams): Reply {
    counts.list++;
    const reply = lists.shift();
    if (reply !== undefined) return reply;
    const size = Number(query.get("pageSize") ?? 30);
    const from = Number(query.get("cursor") ?? 0);
    const shown = tasks.filter(({ id }) => {
      const reads = hidden.get(id) ?? 0;
      if (reads > 0) hidden.set(id, reads - 1);
      return reads <= 0;
    });
    const hasMore = from + size < shown.length;
    const meta = { nextCursor: hasMore ? `${from + size}` : null, hasMore };
    return { body: { data: shown.slice(from, from + size), meta } };
  }

  return { ...server, tasks, count: (kind) => counts[kind] };
}
