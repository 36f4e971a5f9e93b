import { readDocument, resolve } from "../../scripts/lib/document.ts";

interface Example {
  summary: string;
  value: unknown;
}

interface Operation {
  requestBody?: { content: Content };
  responses: Record<string, { $ref?: string; content?: Content }>;
}
type Content = { "application/json": { examples: Record<string, Example> } };

/** A named answer of the document, with the status that it belongs to. */
export interface AnswerExample {
  status: number;
  name: string;
  value: Record<string, unknown>;
}

const document = readDocument();
const operation = (path: string, method: string): Operation =>
  (document["paths"] as Record<string, Record<string, Operation>>)[path]?.[method] as Operation;
const create = operation("/tasks", "post");

/** The named request bodies of a create. */
export const requestExamples = Object.entries(create.requestBody?.content["application/json"].examples ?? {}).map(
  ([name, { value }]) => ({ name, value: value as Record<string, unknown> }),
);

/** The named answers to a create, to a list and to the reading of one task. */
export const answerExamples = answersOf(create);
export const listExamples = answersOf(operation("/tasks", "get"));
export const getExamples = answersOf(operation("/tasks/{id}", "get"));

function answersOf({ responses }: Operation): AnswerExample[] {
  return Object.entries(responses).flatMap(([status, response]) => {
    const { content } = response.$ref ? (resolve(document, response.$ref) as { content: Content }) : response;
    return Object.entries((content as Content)["application/json"].examples).map(([name, { value }]) => ({
      status: Number(status),
      name,
      value: value as Record<string, unknown>,
    }));
  });
}
