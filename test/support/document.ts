import { readDocument, resolve } from "../../scripts/lib/document.ts";

interface Example {
  summary: string;
  value: unknown;
}

const document = readDocument();
const operation = (document["paths"] as Record<string, { post: Operation }>)["/tasks"]?.post as Operation;

interface Operation {
  requestBody: { content: Content };
  responses: Record<string, { $ref?: string; content?: Content }>;
}
type Content = { "application/json": { examples: Record<string, Example> } };

/** The document's named request bodies. */
export const requestExamples = Object.entries(operation.requestBody.content["application/json"].examples).map(
  ([name, { value }]) => ({ name, value: value as Record<string, unknown> }),
);

/** The document's named answers, with the status that each belongs to. */
export const answerExamples = Object.entries(operation.responses).flatMap(([status, response]) => {
  const { content } = response.$ref ? (resolve(document, response.$ref) as { content: Content }) : response;
  return Object.entries((content as Content)["application/json"].examples).map(([name, { value }]) => ({
    status: Number(status),
    name,
    value: value as Record<string, unknown>,
  }));
});
