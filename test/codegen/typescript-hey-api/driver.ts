import { createTask, type NewTask } from "./client";
import { createClient } from "./client/client";
import { FOLLOW_UP, runJobs } from "./jobs";

FOLLOW_UP satisfies NewTask;

await runJobs<NewTask>(async ({ baseUrl, apiKey, body }) => {
  const client = createClient({ baseUrl, auth: apiKey });
  const { data, error, response } = await createTask({ client, body });
  return { status: response.status, read: data ?? error };
});
