import { HefflError, type Outcome } from "./heffl-error.ts";
import { type Issue, listIssues } from "./issues.ts";

/** An option, an environment variable, or what a call was given is unusable. Nothing was sent. */
export class HefflConfigurationError extends HefflError {
  static override readonly kind = "HefflConfigurationError";

  /** @param details.outcome Default `"not_created"`; undefined where the call only reads. */
  constructor(message: string, details: { cause?: unknown; outcome?: Outcome | undefined } = {}) {
    super(message, { outcome: "not_created", ...details });
  }
}

/** What was to be sent doesn't fit the document, or can't be sent as JSON. Nothing was sent. `issues` names every problem. */
export class HefflValidationError extends HefflError {
  static override readonly kind = "HefflValidationError";
  readonly issues: Issue[];

  constructor(issues: Issue[]) {
    super(`Invalid task, not sent: ${listIssues(issues)}`, { outcome: "not_created" });
    this.issues = issues;
  }
}
