import { own } from "../config/own.ts";

/**
 * A problem in a request, found by this client or by Heffl. `field` is a dotted path (`assigneeIds.0`), missing for an unknown
 * key.
 */
export interface Issue {
  field?: string;
  message: string;
}

/** `title: Required. dueDate: Must be …` for a message, cut short when there are many. */
export function listIssues(issues: Issue[], most = 10): string {
  const lines = issues.slice(0, most).map((issue) => {
    const { message } = issue;
    const field = own(issue, "field");
    const sentence = /[.!?]$/.test(message) ? message : `${message}.`;
    return field === undefined ? sentence : `${field}: ${sentence}`;
  });
  if (issues.length > most) lines.push(`And ${issues.length - most} more.`);
  return lines.join(" ");
}
