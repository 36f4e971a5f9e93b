const { HEFFL_API_KEY, HEFFL_BASE_URL = "https://api.heffl.com/api/v2" } = process.env;
if (!HEFFL_API_KEY) throw new Error("HEFFL_API_KEY isn't set");

const id = "tsk_2Jd8RyW6Lc";
const response = await fetch(`${HEFFL_BASE_URL}/tasks/${id}`, {
  headers: { "x-api-key": HEFFL_API_KEY },
  redirect: "manual", // a redirect would take the key along
  signal: AbortSignal.timeout(30_000),
});
const answer = await response.text();
if (!response.ok) throw new Error(`${response.status}: ${answer}`);
const task = JSON.parse(answer);
// Only an answer with this ID is the task.
if (task?.id !== id) throw new Error(`Not the task: ${answer}`);
console.log(task.title);
