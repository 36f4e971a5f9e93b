import { Heffl } from "heffl-client";

const heffl = new Heffl(); // reads HEFFL_API_KEY

let cursor: string | undefined;
do {
  const query = { pageSize: 50, ...(cursor && { cursor }) };
  const { data: page, error } = await heffl.api.GET("/tasks", { params: { query } });
  if (!Array.isArray(page?.data) || !page.meta) throw new Error(`Not a page: ${JSON.stringify(error ?? page)}`);
  for (const task of page.data) console.log(task.id, task.title);
  cursor = page.meta.hasMore ? (page.meta.nextCursor ?? undefined) : undefined;
} while (cursor);
