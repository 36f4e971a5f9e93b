import { type ErrorDetails, HefflError } from "./heffl-error.ts";
import { type Issue, listIssues } from "./issues.ts";

/** An option, an environment variable, or something passed to a call can't be used. Nothing was sent. */
export class HefflConfigurationError extends HefflError {
  static override readonly kind = "HefflConfigurationError";

  /** @param details.outcome Default `"not_created"`; undefined where the call only reads. */
  constructor(message: string, details: Partial<ErrorDetails> = {}) {
    super(message, { outcome: "not_created", ...details });
  }
}

/** What was to be sent doesn't fit the document, or can't be sent as JSON. Nothing was sent. `issues` names every problem. */
export class HefflValidationError extends HefflError {
  static override readonly kind = "HefflValidationError";
  readonly issues: Issue[];

  /** @param subject what isn't valid, for the message */
  constructor(issues: Issue[], subject = "task") {
    super(`Invalid ${subject}, not sent: ${listIssues(issues)}`, { outcome: "not_created" });
    this.issues = issues;
  }
}
