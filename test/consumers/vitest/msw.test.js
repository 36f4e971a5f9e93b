import { Heffl } from "heffl-client";
import { HttpResponse, http } from "msw";
import { setupServer } from "msw/node";
import { afterAll, beforeAll, expect, test } from "vitest";

const baseUrl = "https://api.heffl.com/api/v2";
const heffl = new Heffl({ baseUrl }); // before MSW listens
const bodies = [];
const server = setupServer(
  http.post(`${baseUrl}/tasks`, async ({ request }) => {
    bodies.push(await request.json());
    return HttpResponse.json({ id: "tsk_2Jd8RyW6Lc" });
  }),
);
beforeAll(() => server.listen({ onUnhandledRequest: "error" }));
afterAll(() => server.close());

test("a task is created at the handler", async () => {
  expect((await heffl.tasks.create({ title: "Call Acme" })).id).toBe("tsk_2Jd8RyW6Lc");
  expect(bodies).toEqual([{ title: "Call Acme" }]);
});
