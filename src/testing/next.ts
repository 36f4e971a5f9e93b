import { validate } from "../body/validate.ts";
import type { ErrorCode } from "../errors/answer-errors.ts";
import { type Validator, validateErrorResponse, validateHefflTask } from "../generated/validators.js";
import type { MockAnswer, MockFailure, MockNext, MockNextOptions } from "./answers.ts";
import { CODES, isOk, type Planned, plan } from "./plan.ts";
import type { Kind } from "./request.ts";
import { makeTask } from "./task.ts";

const FAILURES: Record<MockFailure, true> = {
  "connection refused": true,
  "connection lost": true,
  "no answer": true,
  "cut off": true,
  stalled: true,
  "web page": true,
  empty: true,
};
const FIELDS: Record<keyof MockAnswer, true> = {
  status: true,
  task: true,
  code: true,
  message: true,
  issues: true,
  resetSeconds: true,
  retryAfterSeconds: true,
  headers: true,
  body: true,
};

const KINDS: Kind[] = ["create", "get", "list"];

/** Throws a TypeError for an answer that Heffl can't give, so that no test is green for one that nobody will get. */
export function checkNext(next: MockNext, { for: kind = "create", created }: MockNextOptions): void {
  if (!KINDS.includes(kind)) throw new TypeError(`for must be "create", "get" or "list", not ${JSON.stringify(kind)}.`);
  if (kind !== "create" && created !== undefined)
    throw new TypeError("created is for creates; a read creates nothing.");
  if (typeof next === "string") {
    if (!Object.hasOwn(FAILURES, next)) refuse(`There is no ${JSON.stringify(next)}, but ${listed(FAILURES)}.`);
    return;
  }
  const strange = Object.keys(next).find((name) => !Object.hasOwn(FIELDS, name));
  if (strange !== undefined) refuse(`An answer has no ${strange}, but ${listed(FIELDS)}.`);
  const { status = 200, task, body, code, message, issues, resetSeconds = 0, retryAfterSeconds = 0 } = next;
  if (!Number.isInteger(status) || status < 200 || status > 599)
    refuse(`An answer's status is from 200 to 599, not ${status}.`);
  if (!(resetSeconds >= 0 && retryAfterSeconds >= 0)) refuse("Seconds are a number from 0.");
  if (kind === "list" && task !== undefined)
    throw new TypeError("The list isn't a single task: pass the whole page as body.");
  const planned = plan(next, { ...makeTask({ title: "t" }, 1), ...task }); // throws for a header that can't be
  if (body !== undefined || planned.body === undefined) return;
  if (isOk(status)) {
    if (code ?? message ?? issues) refuse("A task has no code, message and issues. Give a status that is an error's.");
    if (kind !== "list") check("task", planned, validateHefflTask);
    return;
  }
  if (task !== undefined) refuse(`A task comes with a 2xx, not with ${status}.`);
  const codes: readonly ErrorCode[] = CODES[status] ?? [];
  if (code !== undefined && !codes.includes(code)) refuse(`Heffl has no ${code} with ${status}.`);
  if ((message ?? issues) !== undefined && codes.length === 0)
    refuse(`Heffl has no errors with ${status}, so it has no message and no issues.`);
  if (codes.length > 0) check("error", planned, validateErrorResponse);
}

function refuse(message: string): never {
  throw new TypeError(`${message} To answer with anything at all, pass it as body.`);
}

const listed = (names: object): string => Object.keys(names).join(", ");

function check(what: string, { body = "" }: Planned, validator: Validator): void {
  const [issue] = validate({ text: body, value: JSON.parse(body), issues: [] }, validator);
  if (issue === undefined) return;
  const field = issue.field === undefined ? "" : `${issue.field}: `;
  refuse(`Heffl's document has no such ${what}: ${field}${issue.message}`);
}
