import {
  HefflApiError,
  type HefflError,
  HefflValidationError,
  type Issue,
  isHefflError,
  type Outcome,
  type Task,
} from "../../index.ts";

/** A tool's answer, sent as `structuredContent`. Each tool's `outputSchema` describes a part of it. */
export interface Answer {
  /** What is proved about the task that should be created. Reads have none. */
  outcome?: Outcome;
  /** What to do now, for the agent. */
  next: string;
  task?: Task;
  /** The task's ID, if the task exists but couldn't be read. */
  taskId?: string;
  /** Tasks that may be the one that was created. */
  candidates?: Task[];
  /** A page of the list. */
  data?: Task[];
  meta?: { nextCursor: string | null; hasMore: boolean };
  /** What would be sent. */
  request?: { method: string; url: string; body: unknown };
  /** What went wrong, for people. */
  message?: string;
  /** What is wrong in the arguments, field by field. */
  issues?: Issue[];
}

/** An answer, and whether the host should treat it as a failure. */
export interface ToolResult {
  answer: Answer;
  isError?: boolean;
}

/** The message and the issues of an error. Only the client's own errors are expected, but any other is described too. */
export function describe(error: unknown): Pick<Answer, "message" | "issues"> {
  const message = error instanceof Error ? error.message : String(error);
  const issues = issuesOf(error);
  return { message, ...(issues.length > 0 && { issues }) };
}

const issuesOf = (error: unknown): Issue[] =>
  error instanceof HefflValidationError || error instanceof HefflApiError ? error.issues : [];

/** The result for a read that failed. */
export function failedRead(error: unknown): ToolResult {
  return {
    answer: { ...describe(error), next: isHefflError(error) ? nextAfterRead(error) : "Tell the user." },
    isError: true,
  };
}

function nextAfterRead(error: HefflError): string {
  if (!(error instanceof HefflApiError))
    return "Nothing was changed. If the message names an argument, correct it; otherwise call again later.";
  if (error.status === 404) return "No task with this ID was found. Check the ID.";
  if (error.status === 401 || error.status === 403)
    return "Tell the user: the API key isn't valid, or may not do this.";
  if (error.status === 400) return "Correct the arguments before you call again.";
  return "Nothing was changed. Call again later.";
}

/** The result for an argument that the tool itself refuses. */
export const refused = (field: string, message: string) => ({
  answer: {
    message: `${field}: ${message}`,
    issues: [{ field, message }],
    next: "Nothing was sent. Correct the argument and call again.",
  },
  isError: true,
});

/**
 * Returns the value with the API key redacted, which a task or an answer can contain. Keys of fewer characters are used only in
 * tests.
 */
export function withoutKey<T>(value: T, key: string | undefined): T {
  if (key === undefined || key.length < 6) return value;
  const text = JSON.stringify(value);
  const written = JSON.stringify(key).slice(1, -1);
  return text.includes(written) ? JSON.parse(text.replaceAll(written, "[redacted]")) : value;
}
