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

/** Throws a TypeError for an answer that Heffl doesn't send, so that no test relies on one that never occurs. */
export function checkNext(next: MockNext, { for: kind = "create", created }: MockNextOptions): void {
  if (!KINDS.includes(kind)) throw new TypeError(`for must be "create", "get" or "list", not ${JSON.stringify(kind)}.`);
  if (kind !== "create" && created !== undefined)
    throw new TypeError(`created is for creates. Leave it out with for: "${kind}".`);
  if (typeof next !== "object" || next === null) {
    if (Object.hasOwn(FAILURES, next)) return;
    throw new TypeError(
      `Unknown failure ${JSON.stringify(next)}. Pass an answer such as { status: 503 }, or one of ${quoted(FAILURES)}.`,
    );
  }
  const unknown = Object.keys(next).find((name) => !Object.hasOwn(FIELDS, name));
  if (unknown !== undefined)
    throw new TypeError(`Unknown field ${JSON.stringify(unknown)}. An answer's fields are ${quoted(FIELDS)}.`);
  const { status = 200, task, body, code, message, issues, resetSeconds = 0, retryAfterSeconds = 0 } = next;
  if (!Number.isInteger(status) || status < 200 || status > 599)
    throw new TypeError(`status must be a whole number from 200 to 599, not ${status}.`);
  if (!(resetSeconds >= 0 && retryAfterSeconds >= 0))
    throw new TypeError("resetSeconds and retryAfterSeconds must be numbers from 0 up.");
  if (kind === "list" && task !== undefined)
    throw new TypeError("The list isn't a single task. Pass the whole page as body.");
  const planned = plan(next, { ...makeTask({ title: "t" }, 1), ...task }); // throws for a header that HTTP doesn't allow
  if (body !== undefined || planned.body === undefined) return;
  if (isOk(status)) {
    if (code ?? message ?? issues)
      refuse(
        `An answer with code, message or issues is an error, and ${status} is not an error's status. Pass one that is.`,
      );
    if (kind !== "list") check("task", planned, validateHefflTask);
    return;
  }
  if (task !== undefined) refuse(`Heffl sends a task with a 2xx status, not with ${status}.`);
  const codes: readonly ErrorCode[] = CODES[status] ?? [];
  if ((code ?? message ?? issues) !== undefined && codes.length === 0)
    refuse(`Heffl documents no errors with status ${status}, so leave out code, message and issues.`);
  if (code !== undefined && !codes.includes(code))
    refuse(`Heffl doesn't send the code ${code} with status ${status}. Pass ${codes.join(" or ")}.`);
  if (codes.length > 0) check("error", planned, validateErrorResponse);
}

/** For an answer that can be sent, but that Heffl doesn't send. */
function refuse(message: string): never {
  throw new TypeError(`${message} To send an answer that Heffl's document doesn't allow, pass its content as body.`);
}

const quoted = (names: object): string =>
  Object.keys(names)
    .map((name) => `"${name}"`)
    .join(", ");

function check(what: string, { body = "" }: Planned, validator: Validator): void {
  const [issue] = validate({ text: body, value: JSON.parse(body), issues: [] }, validator);
  if (issue === undefined) return;
  const field = issue.field === undefined ? "" : `${issue.field}: `;
  refuse(`Heffl's document doesn't allow this ${what}: ${field}${issue.message}`);
}
