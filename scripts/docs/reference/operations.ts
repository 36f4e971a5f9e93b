import type { Json } from "../../lib/document.ts";
import { entries, only, text } from "./say.ts";

/** An operation of the document, and where it stands in it. */
export interface Operation {
  path: string;
  method: string;
  operation: Json;
}

/** Every operation, by title: Create task, Get task, List tasks. */
export const operationsOf = (document: Json): Operation[] =>
  entries(document["paths"])
    .flatMap(([path, item]) => entries(item).map(([method, operation]) => ({ path, method, operation })))
    .sort((a, b) => text(a.operation["summary"]).localeCompare(text(b.operation["summary"])));

/** The name of an operation's page: `createTask` is at `reference/create-task`. */
export const pageName = ({ operation }: Operation): string =>
  `reference/${text(operation["operationId"]).replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

/** What the body of a request or an answer is; undefined where there is none. */
export function mediaOf(body: Json): Json | undefined {
  const [type, ...others] = entries(body["content"]);
  if (others.length > 0) throw new Error("Only one type of body is known.");
  if (type) only(type[1], type[0], "schema", "examples");
  return type?.[1];
}
