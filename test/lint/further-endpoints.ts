import { type Json, readDocument } from "../../scripts/lib/document.ts";

/**
 * The document with two more endpoints in it, written as CONTRIBUTING.md says: a rule that only lets the one through
 * that is there now would be in the way of the next.
 */
export function furtherEndpoints(): Json {
  const document = readDocument() as unknown as Document;
  const create = document.paths["/tasks"].post;
  const taskId = {
    name: "taskId",
    in: "path",
    required: true,
    description: "The task's ID.",
    schema: { type: "string", description: "A task's ID.", examples: ["tsk_2Jd8RyW6Lc"] },
  };

  document.paths["/tasks/{taskId}"] = {
    get: {
      operationId: "getTask",
      tags: ["Tasks"],
      summary: "Get task",
      description: "Answers with one task.",
      parameters: [taskId],
      responses: create.responses,
    },
    patch: {
      operationId: "updateTask",
      tags: ["Tasks"],
      summary: "Update task",
      description: "Changes one task.",
      parameters: [taskId],
      requestBody: { ...create.requestBody, description: "What to change." },
      responses: create.responses,
    },
  };
  return document as unknown as Json;
}

interface Document {
  paths: { [path: string]: { [method: string]: Json }; "/tasks": { post: { requestBody: object; responses: object } } };
}
