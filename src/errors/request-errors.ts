import { type ErrorDetails, HefflError } from "./heffl-error.ts";
import { type Issue, listIssues } from "./issues.ts";

/**
 * An option, an environment variable, or an argument of a call can't be used. Unless `outcome` says otherwise, nothing was sent.
 */
export class HefflConfigurationError extends HefflError {
  static override readonly kind = "HefflConfigurationError";

  /** @param details.outcome `"not_created"` by default; undefined for a call that only reads */
  constructor(message: string, details: Partial<ErrorDetails> = {}) {
    super(message, { outcome: "not_created", ...details });
  }
}

/**
 * The request's body doesn't match the OpenAPI document, or can't be sent as JSON. Nothing was sent. `issues` lists the
 * first 100 problems.
 */
export class HefflValidationError extends HefflError {
  static override readonly kind = "HefflValidationError";
  readonly issues: Issue[];

  /** @param subject what isn't valid, for the message */
  constructor(issues: Issue[], subject = "task") {
    super(`Invalid ${subject}, not sent: ${listIssues(issues)}`, { outcome: "not_created" });
    this.issues = issues;
  }
}
