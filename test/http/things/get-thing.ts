import { objectOf } from "../../../src/http/answer.ts";
import type { Operation } from "../../../src/http/operation.ts";
import type { components } from "./schema.ts";

export type Thing = components["schemas"]["Thing"];

/** `GET /things/{id}`. It only reads, so it may be sent again, and there is no change of which anything is to be proved. */
export const getThing = {
  method: "get",
  path: "/things/{id}",
  repeatable: true,
  result: "a thing",
  read: (answer) => objectOf(answer) as Thing | undefined,
} as const satisfies Operation<Thing>;
