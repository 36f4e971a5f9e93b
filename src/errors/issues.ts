/** One problem in a request, found here or by Heffl. `field` is dotted (`assigneeIds.0`), and absent for an unknown key. */
export interface Issue {
  field?: string;
  message: string;
}

/** `title: Required. dueDate: Must be …` for a message, cut short when there are many. */
export function listIssues(issues: Issue[], most = 10): string {
  const lines = issues.slice(0, most).map(({ field, message }) => {
    const sentence = /[.!?]$/.test(message) ? message : `${message}.`;
    return field === undefined ? sentence : `${field}: ${sentence}`;
  });
  if (issues.length > most) lines.push(`And ${issues.length - most} more.`);
  return lines.join(" ");
}
