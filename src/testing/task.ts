import type { Task } from "../tasks/types.ts";

/**
 * The task that Heffl would answer with, as far as Heffl publishes it: it has the fields that were sent, including custom fields,
 * and an ID with Heffl's prefix. The rest is this mock's choice: `OPEN`, `todo`, no time shown, empty lists, the numbers, and
 * null for everything else.
 */
export function makeTask(sent: Record<string, unknown>, number: number): Task {
  const now = new Date().toISOString();
  const linked = (kind: string) => (sent["entity"] === kind ? (sent["entityId"] as string | null) : null);
  const made: Omit<Task, "title"> = {
    id: `tsk_mock${`${number}`.padStart(6, "0")}`,
    number: `${number}`,
    description: null,
    status: "OPEN",
    type: "todo",
    priority: null,
    startDate: null,
    dueDate: null,
    showTime: false,
    durationMinutes: null,
    completedOn: null,
    assigneeIds: [],
    tagIds: [],
    entity: null,
    entityId: null,
    projectId: linked("projects"),
    leadId: linked("leads"),
    dealId: linked("deals"),
    clientId: null,
    contactId: null,
    createdById: "usr_mock000001",
    createdByName: "Mock User",
    createdAt: now,
    updatedAt: now,
  };
  return { ...made, ...sent } as Task;
}
