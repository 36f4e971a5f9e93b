import { type Json, resolve } from "../document.ts";
import { mediaTypes } from "./examples.ts";
import type { Mutant } from "./fields.ts";

/** Ways to get the statuses wrong: each gone, moved, with another media type, and showing another status's code. */
export function answerMutants(document: Json): Mutant[] {
  return Object.keys(responses(document)).flatMap((status) => [
    {
      name: `status ${status} is gone`,
      change(copy) {
        const { $ref } = responses(copy)[status] as { $ref?: string };
        delete responses(copy)[status];
        if ($ref) delete (copy as unknown as Components).components.responses[$ref.split("/").at(-1) as string];
      },
    },
    {
      name: `status ${status} is another`,
      change(copy) {
        const all = Object.entries(responses(copy)).map(([key, value]) => [
          key === status ? Number(key) + 9 : key,
          value,
        ]);
        post(copy).responses = Object.fromEntries(all);
      },
    },
    {
      name: `status ${status} has another media type`,
      change(copy) {
        const response = answer(copy, status);
        response["content"] = { "application/problem+json": Object.values(response["content"] as Json)[0] };
      },
    },
    ...(status < "400"
      ? []
      : [{ name: `status ${status} shows another code`, change: (copy: Json) => recode(copy, status) }]),
  ]);
}

function recode(document: Json, status: string): void {
  for (const { examples } of mediaTypes(answer(document, status)))
    for (const { value } of Object.values(examples)) {
      const error = value["error"] as { code: string };
      error.code = error.code === "CONFLICT" ? "NOT_FOUND" : "CONFLICT";
    }
}

function answer(document: Json, status: string): Json {
  const response = responses(document)[status] as Json;
  return typeof response["$ref"] === "string" ? resolve(document, response["$ref"]) : response;
}

const post = (document: Json) => (document as unknown as Components).paths["/tasks"].post;
const responses = (document: Json) => post(document).responses;

interface Components {
  paths: { "/tasks": { post: { responses: Json } } };
  components: { responses: Json };
}
