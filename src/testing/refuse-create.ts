import { validate } from "../body/validate.ts";
import { validateNewTask } from "../generated/validators.js";
import type { MockAnswer } from "./answers.ts";
import type { MockRequest } from "./request.ts";

/** Why the API refuses a create, if it does. Servers check in this order. */
export function refuseCreate({ headers, body }: MockRequest): MockAnswer | undefined {
  const bad = (message: string) => ({ status: 400, code: "BAD_REQUEST" as const, message });
  if (!/^application\/json\s*(?:;|$)/i.test(headers["content-type"] ?? ""))
    return bad("The Content-Type header must be application/json.");
  if (body === undefined) return bad("The body isn't JSON.");
  const issues = validate({ text: "", value: body, issues: [] }, validateNewTask);
  return issues.length === 0 ? undefined : { status: 400, message: "The task isn't valid.", issues };
}
