import { createInterface } from "node:readline";
import express from "express";
import { middleware } from "express-openapi-validator";

/** What the server is to answer next. */
let next;
const app = express();
app.use(express.json());
app.use(middleware({ apiSpec: process.env.DOCUMENT, validateRequests: true, validateResponses: true }));
app.post("/api/v2/tasks", (_request, response) => response.status(next.status).json(next.body));
app.use((error, _request, response, _next) => {
  response.status(error.status ?? 500).json({ refusal: error.message });
});
const server = app.listen(0, "127.0.0.1");
await new Promise((resolve) => server.on("listening", resolve));

const TASK = { number: "1", title: "t", status: "OPEN", type: "todo", showTime: false, assigneeIds: [], tagIds: [] };

for await (const line of createInterface({ input: process.stdin })) {
  const { name, body, answer } = JSON.parse(line);
  next = answer ?? { status: 200, body: { id: "tsk_1", ...TASK } };
  const response = await fetch(`http://127.0.0.1:${server.address().port}/api/v2/tasks`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-api-key": "key" },
    body: JSON.stringify(body),
  });
  const { refusal } = await response.json();
  // It answers 400 for a request that it refuses, and 500 for an answer.
  const accepted = refusal === undefined || response.status === 500;
  console.log(JSON.stringify({ name, accepted, answerAccepted: refusal === undefined, why: refusal }));
}
server.close();
