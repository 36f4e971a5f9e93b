import { Heffl } from "heffl-client";

const heffl = new Heffl(); // reads HEFFL_API_KEY

const task = await heffl.tasks.create({
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
});
console.log(task.id);
