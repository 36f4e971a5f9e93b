import { HefflApiError, HefflConfigurationError } from "../../index.ts";

/** What an agent is told to do next. Each is read without the others, so each is complete. */

export const CREATED = "The task was created. Don't create it again.";
export const DRY_RUN = "Nothing was sent, because the server runs with --dry-run. `request` is what would be sent.";
export const CORRECT = "Nothing was sent. Correct the arguments that `issues` names, then call again.";
export const NOT_SENT = "Nothing was sent.";
export const FOUND =
  "The earlier create, whose outcome was unknown, made this task. Nothing was sent now. Don't create it again.";
export const SIMILAR =
  "Nothing was sent. If this is the same task, call create_task with the earlier arguments: it looks for the task and sends nothing. If it is another task, call again with `again: true`.";
export const LOOK_FAILED =
  "Nothing was sent. Whether the earlier create made the task is still unknown, and it couldn't be looked for. Call again later with the same arguments: that looks again and sends nothing.";
export const CANDIDATES =
  "Nothing was sent. Show the candidates to the user, who can tell whether one of them is the task. If so, use its ID and don't create it again. If there is none, the task may exist all the same. Only if the user wants to risk a second task, call again with `again: true`.";

/** After a create whose outcome is unknown. */
export const unknown = (recognizable: boolean): string =>
  recognizable
    ? "The task may exist. Don't create it in any other way. Wait a minute and call create_task again with the same arguments: it looks for the task by its key and sends nothing. Only if the user asks for it, call with `again: true`: that looks once more and creates the task if it isn't seen."
    : "The task may exist. Don't create it in any other way. Call create_task again with the same arguments: it looks for equal tasks and sends nothing. Only if the user has looked in Heffl and the task isn't there, call with `again: true`.";

/** After a create that was refused, or wasn't sent. */
export function afterRefusal(error: unknown): string {
  if (error instanceof HefflConfigurationError)
    return "Nothing was created. Tell the user, who has to correct the server's configuration.";
  if (!(error instanceof HefflApiError)) return "Nothing was created. You can call again with the same arguments.";
  if (error.status === 401 || error.status === 403)
    return "Nothing was created. Tell the user: the API key isn't valid, or may not do this.";
  if (error.status === 429) {
    const seconds = Math.ceil((error.rateLimit?.resetMs ?? 60_000) / 1000);
    return `Nothing was created. Wait ${seconds} s, then call again with the same arguments.`;
  }
  return "Nothing was created. Correct the arguments, by `issues` where there are any, before you call again.";
}

/** After a create with `again` that followed one whose outcome is unknown. */
export const createdAgain = (recognizable: boolean): string =>
  recognizable
    ? "The task exists, and no other task with its key was seen. Don't create it again."
    : "The task was created. The earlier create, whose outcome is unknown, may have made a second one: tell the user. Don't create it again.";

/** The task exists, but can't be shown whole, or exists more than once. */
export const createdUnread = (several: boolean): string =>
  several
    ? "There are several tasks with the same key. Tell the user to keep one of them. Don't create it again."
    : "The task exists, although the answer couldn't be read whole. get_task shows it. Don't create it again.";

export const repeated = ({ id, at }: { id: string; at: number }): string =>
  `This session created the same task at ${time(at)}, with ID ${id}. Nothing was sent now. If the user wants a second, equal task, call again with \`again: true\`.`;

export const similar = ({ title, since }: { title: string; since: number }): string =>
  `A create with the title ${JSON.stringify(title)} and other arguments ended with outcome "unknown" (it began at ${time(since)}), so the task may exist.`;

export const notSeen = (since: number): string =>
  `Looked for the task by its key, from ${time(since)} on, and didn't see it, which proves nothing.`;

export const candidates = (count: number, since: number): string =>
  count === 0
    ? `No equal task that was created since ${time(since)} was seen, which proves nothing.`
    : `${count === 1 ? "One equal task" : `${count} equal tasks`} created since ${time(since)}.`;

const time = (ms: number): string => new Date(ms).toISOString();
