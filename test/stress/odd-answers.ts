import { Heffl, type HefflError, isHefflError } from "../../src/index.ts";
import { NO_TASKS } from "../support/no-tasks.ts";
import type { Finding } from "./finding.ts";

const STATUSES = [
  0, 100, 200, 201, 202, 204, 206, 299, 301, 304, 400, 401, 404, 408, 421, 429, 499, 500, 503, 599, 999,
];
const TYPES = ["application/json", "application/problem+json", "text/html", undefined];
const BODIES = [
  ...NO_TASKS,
  " ",
  '{"id":"tsk_1"}',
  '\ufeff{"id":"tsk_1"}',
  '{"id":"tsk_1","error":null,"errors":[],"success":true}',
  '{"id":"tsk_1","error":{"code":"FORBIDDEN","message":"no"}}',
  '{"id":"tsk_1","errors":["no"]}',
  '{"id":"tsk_1","success":false}',
  '{"data":{"id":"tsk_1"}}',
  '{"error":{"code":"FORBIDDEN","message":"no"}}',
  '{"error":{"code":"INTERNAL_SERVER_ERROR","message":"no"}}',
  '{"error":{"code":"TEAPOT","message":"no"}}',
  '{"error":{"code":["FORBIDDEN"],"message":"no"}}',
  '{"error":"FORBIDDEN"}',
  '{"__proto__":{"id":"tsk_1"}}',
  "<p>Bad gateway</p>",
  "\u0000\uffff",
  "{".repeat(5000),
];

/** What an answer proves, worked out without the client. Of bodies that aren't whole none is among these. */
function expected(status: number, body: string): string {
  if (status === 429) return "not_created";
  const value = parse(body);
  if (status >= 200 && status < 300) {
    const { id, error, errors, success } = { ...value };
    const says = (thing: unknown) => Boolean(thing) && Object.keys(Object(thing)).length > 0;
    const isTask = typeof id === "string" && id.trim() !== "" && !says(error) && !says(errors) && success !== false;
    return isTask ? "task" : "unknown";
  }
  const { code } = { ...(value?.["error"] as Record<string, unknown> | undefined) };
  const refused = code === "FORBIDDEN" && status >= 400 && status < 500 && status !== 408 && status !== 499;
  return refused ? "not_created" : "unknown";
}

function parse(body: string): Record<string, unknown> | undefined {
  try {
    const value = JSON.parse(body.replace(/^\ufeff/, ""));
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Every status with every body, in every media type. */
export async function oddAnswers(): Promise<Finding> {
  const wrong: string[] = [];
  let calls = 0;
  for (const status of STATUSES) {
    for (const body of BODIES) {
      for (const type of TYPES) {
        calls++;
        const told = await send(status, body, type);
        const right = expected(status, body);
        if (told !== right) wrong.push(`${status} ${type} ${body.slice(0, 80)}: told ${told}, and right is ${right}`);
      }
    }
  }
  return { calls, wrong };
}

function send(status: number, body: string, type: string | undefined): Promise<string | undefined> {
  const headers = new Headers(type === undefined ? {} : { "content-type": type });
  let left = [new TextEncoder().encode(body)];
  const read = async () => {
    const [value] = left;
    left = [];
    return { done: value === undefined, value };
  };
  const fetch = async () => ({ status, headers, body: { getReader: () => ({ read, cancel: async () => {} }) } });
  return new Heffl({ apiKey: "test-key-of-nobody", fetch, maxRetries: 0 }).tasks.create({ title: "t" }).then(
    () => "task",
    (error: HefflError) => (isHefflError(error) ? error.outcome : `raw ${error}`),
  );
}
