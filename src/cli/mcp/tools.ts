import type { ToolAnnotations } from "@modelcontextprotocol/sdk/types.js";
import { LIST_QUERY, NEW_TASK, TASK_FIELDS, TASK_PATH } from "../../generated/mcp.ts";
import type { Heffl } from "../../index.ts";
import type { ToolResult } from "./answers.ts";
import type { Creates } from "./creates.ts";
import { findTask, getTask, listTasks } from "./reads.ts";

/** A tool as hosts list it, and the function that runs it. */
export interface Tool {
  name: string;
  title: string;
  description: string;
  inputSchema: { type: "object"; [keyword: string]: unknown };
  outputSchema: { type: "object"; [keyword: string]: unknown };
  annotations: ToolAnnotations;
  run(args: Record<string, unknown>, cancelled: AbortSignal): Promise<ToolResult>;
}

/** The tools of a session. */
export function toolsOf(
  heffl: Heffl,
  creates: Creates,
  { readOnly, dryRun }: { readOnly: boolean; dryRun: boolean },
): Tool[] {
  return [...(readOnly ? [] : [createTaskTool(creates, dryRun)]), ...readTools(heffl)];
}

const createTaskTool = (creates: Creates, dryRun: boolean): Tool => ({
  name: "create_task",
  title: "Create task",
  description: `Creates one task in Heffl, the CRM. Heffl doesn't recognize a repeated create, so sending one twice makes two tasks. \`outcome\` says what is proved: "created", "not_created", or "unknown" (the task may exist). Never try an "unknown" create again with changed arguments or in another way: call this tool with the same arguments, which looks for the task and sends nothing. \`next\` says what to do.`,
  inputSchema: schema({
    ...NEW_TASK,
    properties: { ...NEW_TASK.properties, again: AGAIN },
  }),
  outputSchema: output(
    {
      outcome: {
        type: "string",
        enum: ["created", "not_created", "unknown"],
        description: "What is proved about the task.",
      },
      task: TASK,
      taskId: { type: "string", description: "The ID of a task that exists, where `task` is missing." },
      candidates: { type: "array", description: "Tasks that may be the one.", items: LISTED_TASK },
      request: { type: "object", description: "With --dry-run: what would be sent." },
    },
    ["outcome"],
  ),
  annotations: { readOnlyHint: dryRun, destructiveHint: false, idempotentHint: dryRun, openWorldHint: !dryRun },
  run: (args, cancelled) => creates.create(args, cancelled),
});

const readTools = (heffl: Heffl): Tool[] => [
  {
    name: "get_task",
    title: "Get task",
    description: "Reads one task of Heffl by its ID.",
    inputSchema: schema(TASK_PATH),
    outputSchema: output({ task: TASK }),
    annotations: READS,
    run: (args, cancelled) => getTask(heffl, args, cancelled),
  },
  {
    name: "list_tasks",
    title: "List tasks",
    description:
      "Lists tasks of Heffl, one page a call, the newest first. A task that isn't in the list may exist all the same. Ask for small pages.",
    inputSchema: schema(LIST_QUERY),
    outputSchema: output({
      data: { type: "array", description: "The tasks of this page.", items: LISTED_TASK },
      meta: { type: "object", description: "`nextCursor` is the next page's `cursor`, null if there is none." },
    }),
    annotations: READS,
    run: (args, cancelled) => listTasks(heffl, args, cancelled),
  },
  {
    name: "find_task",
    title: "Find task",
    description:
      "Finds the tasks that equal the given one in every field that is given. Give the arguments of a create to see whether its task exists. They can be somebody else's tasks, and to find none proves nothing.",
    inputSchema: schema({
      ...NEW_TASK,
      description: "The same fields as create_task has, with the values to find.",
      properties: { ...withoutDescriptions(NEW_TASK.properties), since: SINCE },
    }),
    outputSchema: output({ candidates: { type: "array", description: "The newest first.", items: LISTED_TASK } }),
    annotations: READS,
    run: (args, cancelled) => findTask(heffl, args, cancelled),
  },
];

const READS: ToolAnnotations = {
  readOnlyHint: true,
  destructiveHint: false,
  idempotentHint: true,
  openWorldHint: true,
};

const AGAIN = {
  type: "boolean",
  default: false,
  description:
    "Sends the task although this session has created an equal one, or may have. Set it only if the user wants a second task, or has seen that there is none.",
};

const SINCE = {
  type: "string",
  format: "date-time",
  description: "The earliest time of creation, in RFC 3339 with an offset. By default 24 hours ago.",
};

/**
 * Only the ID has a type. Heffl may add a value or leave a field out, and if a host then refused the answer to a create, its
 * agent would create the task again.
 */
const LISTED_TASK = { type: "object", properties: { id: { type: "string" } }, required: ["id"] };

const TASK = {
  ...LISTED_TASK,
  description: `The task, with the fields ${TASK_FIELDS.join(", ")}, and custom fields as \`cf_\` keys. Any but \`id\` can be null or missing.`,
};

const PROBLEM = {
  message: { type: "string", description: "What happened, for people." },
  issues: {
    type: "array",
    description: "What is wrong in the arguments.",
    items: {
      type: "object",
      properties: { field: { type: "string" }, message: { type: "string" } },
      required: ["message"],
    },
  },
};

const schema = (parts: object): Tool["inputSchema"] => ({ ...parts, type: "object" });

const output = (properties: object, required: string[] = []): Tool["outputSchema"] => ({
  type: "object",
  properties: { next: { type: "string", description: "What to do now." }, ...properties, ...PROBLEM },
  required: [...required, "next"],
});

const withoutDescriptions = (properties: Record<string, { description: string }>): object =>
  Object.fromEntries(Object.entries(properties).map(([name, { description: _, ...rest }]) => [name, rest]));
