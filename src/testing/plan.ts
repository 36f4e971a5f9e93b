import type { ErrorCode } from "../errors/answer-errors.ts";
import type { MockAnswer, MockFailure } from "./answers.ts";

/** An answer in full; `body` is its text. */
export interface Planned {
  status: number;
  headers: Headers;
  body?: string;
}

/** The usual content of an answer: a task or a page; or how the request is refused. */
export interface Content {
  made?: object;
  refused?: MockAnswer;
}

/** The codes that Heffl publishes, by status. The first is the default. */
export const CODES: Record<number, readonly [ErrorCode, ...ErrorCode[]]> = {
  400: ["VALIDATION_ERROR", "BAD_REQUEST"],
  401: ["UNAUTHORIZED"],
  403: ["FORBIDDEN"],
  404: ["NOT_FOUND"],
  409: ["CONFLICT"],
  429: ["TOO_MANY_REQUESTS"],
  500: ["INTERNAL_SERVER_ERROR"],
};

const JSON_TYPE = "application/json";
const HTML_TYPE = "text/html";
const PAGE = "<!doctype html><title>Not Heffl</title><p>What a proxy or a sign-in page would say.";

/** Makes the answer in full. `made` is the task or page, for an answer that contains one. */
export function plan(next: MockFailure | MockAnswer, made: object | undefined): Planned {
  if (next === "empty") return { status: 200, headers: new Headers() };
  if (next === "web page") return { status: 200, headers: new Headers({ "content-type": HTML_TYPE }), body: PAGE };
  const answer = typeof next === "string" ? {} : next;
  const { status = 200, resetSeconds, retryAfterSeconds } = answer;
  const [type, body] = content(answer, made);
  const headers = new Headers({ "content-type": type });
  if (resetSeconds !== undefined) headers.set("ratelimit-reset", `${resetSeconds}`);
  if (retryAfterSeconds !== undefined) headers.set("retry-after", `${retryAfterSeconds}`);
  for (const [name, value] of Object.entries(answer.headers ?? {})) headers.set(name, value);
  return status === 204 || status === 205 || status === 304 ? { status, headers } : { status, headers, body };
}

function content(answer: MockAnswer, made: object | undefined): [type: string, body: string] {
  const { status = 200, body, issues } = answer;
  if (typeof body === "string") return [JSON_TYPE, body];
  if (body !== undefined) return [JSON_TYPE, JSON.stringify(body)];
  if (isOk(status)) return [JSON_TYPE, JSON.stringify(made)];
  const code = answer.code ?? CODES[status]?.[0];
  if (code === undefined) return [HTML_TYPE, PAGE];
  const message = answer.message ?? `The mock was told to answer with ${status}.`;
  return [JSON_TYPE, JSON.stringify({ error: { code, message, ...(issues && { details: { issues } }) } })];
}

export const isOk = (status: number): boolean => status >= 200 && status < 300;
