const { HEFFL_API_KEY, HEFFL_BASE_URL = "https://api.heffl.com/api/v2" } = process.env;
if (!HEFFL_API_KEY) throw new Error("HEFFL_API_KEY isn't set");

let cursor;
do {
  const query = new URLSearchParams({ pageSize: "50", ...(cursor && { cursor }) });
  const response = await fetch(`${HEFFL_BASE_URL}/tasks?${query}`, {
    headers: { "x-api-key": HEFFL_API_KEY },
    redirect: "manual", // a redirect would take the key along
    signal: AbortSignal.timeout(30_000),
  });
  const answer = await response.text();
  if (!response.ok) throw new Error(`${response.status}: ${answer}`);
  const page = JSON.parse(answer);
  // Only an answer with a list of tasks and its metadata is a page.
  if (!Array.isArray(page?.data) || !page.meta) throw new Error(`Not a page: ${answer}`);
  for (const task of page.data) console.log(task.id, task.title);
  cursor = page.meta.hasMore ? page.meta.nextCursor : undefined;
} while (cursor);
