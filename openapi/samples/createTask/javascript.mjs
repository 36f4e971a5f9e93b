const { HEFFL_API_KEY, HEFFL_BASE_URL = "https://api.heffl.com/api/v2" } = process.env;
if (!HEFFL_API_KEY) throw new Error("HEFFL_API_KEY isn't set");

const response = await fetch(`${HEFFL_BASE_URL}/tasks`, {
  method: "POST",
  headers: {
    "x-api-key": HEFFL_API_KEY,
    "Content-Type": "application/json",
  },
  redirect: "manual", // a redirect would take the key along
  signal: AbortSignal.timeout(30_000),
  body: JSON.stringify({
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
  }),
});
const answer = await response.text();
if (!response.ok) throw new Error(`${response.status}: ${answer}`);
const task = JSON.parse(answer);
// Only an answer with an ID that doesn't say it is an error is a task.
const isError = (value) => ![undefined, "null", "false", '""', "[]", "{}"].includes(JSON.stringify(value));
if (!task?.id || isError(task.error) || isError(task.errors) || task.success === false) {
  throw new Error(`The task may exist, look for it: ${answer}`);
}
console.log(task.id);
