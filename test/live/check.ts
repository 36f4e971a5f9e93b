import { type Json, readDocument, resolve } from "../../scripts/lib/document.ts";
import { Heffl, HefflApiError, HefflResponseError, isHefflError, type NewTask, type Task } from "../../src/index.ts";
import { type PrismProxy, startProxy } from "./prism-proxy.ts";

/** One question to the API, and how its answer compares with the document. */
export interface Check {
  name: string;
  /** The status that the document gives this case. */
  expected: number;
  /** The status that came; undefined when none did. */
  status?: number;
  /** Where the answer departs from the document. */
  drift: string[];
  /** Why the case couldn't be checked. */
  failure?: string;
}

export interface LiveReport {
  checks: Check[];
  /** The task that now exists. */
  task?: Task;
  /** Whether the list had that task at once, which isn't published; undefined when there was no list. */
  wasListed?: boolean;
  /** Keys of that task which the document doesn't list. It allows them, so they are no drift; they are news all the same. */
  unlisted: string[];
}

export interface LiveOptions {
  upstream: string;
  apiKey: string;
  signal?: AbortSignal | undefined;
}

/**
 * Asks the API for two refusals and one task, and reads that task and the list, through Prism, which compares each answer
 * with the document. The key goes to `upstream` alone. Throws a HefflConfigurationError when it can't go there.
 */
export async function checkLive({ upstream, apiKey, signal }: LiveOptions): Promise<LiveReport> {
  // This client refuses an unusable key or address, before a proxy hides it.
  const direct = new Heffl({ apiKey, baseUrl: upstream });
  const { url } = direct.tasks.preview({ title: "t" });
  const proxy = await startProxy(url.slice(0, -"/tasks".length));
  try {
    return await ask(proxy, apiKey, signal);
  } finally {
    await proxy.close();
  }
}

async function ask(proxy: PrismProxy, apiKey: string, signal: AbortSignal | undefined): Promise<LiveReport> {
  const report: LiveReport = { checks: [], unlisted: [] };
  const client = (key: string) => new Heffl({ apiKey: key, baseUrl: proxy.url, fetch: proxy.fetch });
  const check = async (name: string, expected: number, run: () => Promise<Response>): Promise<void> => {
    // Without a connection the next question would only tell the same.
    if (report.checks.some(({ status }) => status === undefined)) return;
    const result: Check = { name, expected, drift: [] };
    report.checks.push(result);
    try {
      result.status = (await run()).status;
      if (result.status !== expected) result.failure = `${expected} was to come, and ${result.status} came.`;
    } catch (error) {
      if (!isHefflError(error)) throw error;
      if (error instanceof HefflApiError || error instanceof HefflResponseError) result.status = error.status;
      result.failure = error.message;
    }
    result.drift = proxy.takeDrift();
  };
  // The bare client, because `tasks` wouldn't send these.
  const post = async (key: string, body: object) =>
    (await client(key).api.POST("/tasks", { body: body as never, ...(signal && { signal }) })).response;

  // Refusals make no task, so they come first.
  await check("refuses a key that isn't one", 401, () => post("not-a-key", { title: "[heffl-client] no task" }));
  await check("refuses a task without a title", 400, () => post(apiKey, {}));
  await check("creates a task", 200, async () => {
    const { task, response } = await client(apiKey).tasks.createWithResponse(newTask(), { signal });
    report.task = task;
    return response;
  });
  if (!report.task) return report;
  report.unlisted = unlistedKeys(report.task);
  const { id } = report.task;
  const { api } = client(apiKey);
  const options = signal && { signal };
  await check(
    "gets the task",
    200,
    async () => (await api.GET("/tasks/{id}", { params: { path: { id } }, ...options })).response,
  );
  await check("lists the newest tasks", 200, async () => {
    const { data: page, response } = await api.GET("/tasks", { ...options });
    if (Array.isArray(page?.data)) report.wasListed = page.data.some((task) => task.id === id);
    return response;
  });
  return report;
}

/** Everything that needs no ID of a workspace. */
function newTask(): NewTask {
  const start = new Date(Date.now() + 24 * 60 * 60 * 1000);
  return {
    title: `[heffl-client live test] ${new Date().toISOString()}`,
    description: "Made by heffl-client's npm run test:live. It can be deleted.",
    status: "OPEN",
    type: "todo",
    priority: "LOW",
    startDate: start,
    dueDate: new Date(start.getTime() + 30 * 60 * 1000),
    showTime: true,
    durationMinutes: 30,
  };
}

function unlistedKeys(task: Task): string[] {
  const { properties } = resolve(readDocument(), "#/components/schemas/HefflTask") as { properties: Json };
  return Object.keys(task).filter((key) => !(key in properties) && !key.startsWith("cf_"));
}
