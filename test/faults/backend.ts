import { pause, replyError, replyJson } from "./answer.ts";
import type { Incoming } from "./connection.ts";
import type { Exchange, Fault } from "./fault.ts";
import type { LedgerEvent } from "./ledger.ts";
import type { TaskList } from "./task-list.ts";

export interface BackendOptions {
  readonly dripMs: number;
  readonly foreignUrl: string;
  /** How long the next create takes to be answered, in ms. */
  answerMs(): number;
  record(event: LedgerEvent): void;
  /** The fault that the next request of `key` meets. */
  nextFault(key: string): Fault;
  /** The fault that the next read meets. */
  nextReadFault(): Fault;
  readonly tasks: TaskList;
}

/** Handles requests as a Heffl that misbehaves on demand, and tells the ledger what it does. */
export function createBackend(options: BackendOptions) {
  const { dripMs, foreignUrl, answerMs, record, nextFault, nextReadFault, tasks } = options;
  let numbers = 0;
  let attempts = 0;

  return async (incoming: Incoming): Promise<void> => {
    if (incoming.method === "GET") return read(incoming);
    // In the head, because a fault before the body can't be looked up by the body's title.
    const early = incoming.headers["x-fault-key"];
    const key = early ?? titleIn(await incoming.body());
    if (key === undefined) return stray(incoming);

    const fault = nextFault(key);
    const number = ++attempts;
    const { connection, warm, headers } = incoming;
    const unfinished = { apiKey: headers["x-api-key"], body: undefined, createdId: undefined };
    record({
      kind: "attempt",
      key,
      number,
      at: performance.now(),
      attempt: { fault: fault.name, connection, warm, headers, ...unfinished },
    });

    await fault.onHead(exchange(incoming, key));
    if (!incoming.socket.writable) return;
    const body = await incoming.body();
    if (body === undefined) return;

    const whole = exchange(incoming, titleIn(body) ?? key, customFieldsIn(body));
    const creates = fault.creates && incoming.method === "POST";
    const createdId = creates ? String(whole.task["id"]) : undefined;
    record({ kind: "arrived", number, body: body.toString("utf8"), createdId });
    if (creates) tasks.add(whole.task);
    await pause(whole, answerMs());
    await fault.onBody(whole);
  };

  /** A read meets a fault with what it would be answered with in the place of the task. */
  async function read(incoming: Incoming): Promise<void> {
    const fault = nextReadFault();
    record({ kind: "read", at: performance.now() });
    const found = tasks.read(incoming.target);
    const reading = exchange(incoming, "");
    const whole = found === undefined ? reading : { ...reading, task: found };
    await fault.onHead(whole);
    if (!incoming.socket.writable || (await incoming.body()) === undefined) return;
    if (found === undefined) replyError(whole, "NOT_FOUND", { status: 404 });
    else await fault.onBody(whole);
  }

  function exchange(incoming: Incoming, title: string, customFields: object = {}): Exchange {
    const number = String(++numbers);
    const lists = { assigneeIds: [], tagIds: [], ...customFields };
    const task = { id: `tsk_${number}`, number, title, status: "OPEN", type: "todo", showTime: false, ...lists };
    return { ...incoming, task, foreignUrl, dripMs, apiKey: incoming.headers["x-api-key"] ?? "" };
  }

  async function stray(incoming: Incoming): Promise<void> {
    if ((await incoming.body()) === undefined) return;
    record({ kind: "stray" });
    replyError(exchange(incoming, ""), "BAD_REQUEST", { status: 400 }, "Neither a title nor x-fault-key.");
  }
}

/** Handles requests at the foreign origin: writes them down, and answers as if all were well. */
export function createForeign(record: (event: LedgerEvent) => void) {
  return async (incoming: Incoming): Promise<void> => {
    const { method, target, headers } = incoming;
    const body = (await incoming.body())?.toString("utf8");
    record({ kind: "foreign", request: { method, target, headers, apiKey: headers["x-api-key"], body } });
    const task = { id: "tsk_foreign", number: "0", title: "", status: "OPEN", type: "todo", showTime: false };
    const rest = { foreignUrl: "", dripMs: 0, apiKey: "" };
    replyJson({ ...incoming, ...rest, task }, { ...task, assigneeIds: [], tagIds: [] });
  };
}

function titleIn(body: Buffer | undefined): string | undefined {
  try {
    const title: unknown = JSON.parse(body?.toString("utf8") ?? "").title;
    return typeof title === "string" ? title : undefined;
  } catch {
    return undefined;
  }
}

function customFieldsIn(body: Buffer): object {
  try {
    const fields = Object.entries(JSON.parse(body.toString("utf8")) as object);
    return Object.fromEntries(fields.filter(([name]) => name.startsWith("cf_")));
  } catch {
    return {};
  }
}
