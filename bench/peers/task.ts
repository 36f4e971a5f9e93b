import type { NewTask, Task } from "../../src/index.ts";

// The document's example `followUpCall`. A test in test/bench checks that they are equal.

/** What every peer sends: every documented field and two custom ones. */
export const NEW_TASK = {
  title: "Call Acme about the renewal",
  description: "They asked for a quote with 40 seats.",
  status: "OPEN",
  type: "call",
  priority: "HIGH",
  startDate: "2026-12-01T09:00:00Z",
  dueDate: "2026-12-01T09:30:00Z",
  showTime: true,
  durationMinutes: 30,
  assigneeIds: ["usr_4kT9wQ2nVb"],
  tagIds: ["tag_renewal26"],
  entity: "deals",
  entityId: "dl_7Hq3ZxP0sM",
  cf_follow_up_type: "phone",
  cf_seats: 40,
} satisfies NewTask;

/** What the server answers every peer with. */
export const TASK = {
  id: "tsk_2Jd8RyW6Lc",
  number: "1042",
  ...NEW_TASK,
  completedOn: null,
  projectId: null,
  leadId: null,
  dealId: "dl_7Hq3ZxP0sM",
  clientId: "clt_5Vn1KgT8eB",
  contactId: null,
  createdById: "usr_4kT9wQ2nVb",
  createdByName: "Mira Solberg",
  createdAt: "2026-11-24T08:15:02Z",
  updatedAt: "2026-11-24T08:15:02Z",
} satisfies Task;
