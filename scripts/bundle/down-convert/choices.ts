import type { Json } from "../../lib/document.ts";
import type { Problem } from "./problems.ts";

/**
 * Where OpenAPI 3.0 has two ways to say a thing, and neither pleases every tool. Here they are flipped: what code
 * generators make of it decides.
 */
export interface Choices {
  /**
   * A named enum or null, in 3.1 `anyOf: [$ref, {type: "null"}]`.
   *
   * - `allOf`: `{type, nullable: true, allOf: [$ref]}`. To the letter of 3.0.3 null isn't allowed then, since the enum hasn't
   *   got it; the generators below all take it as meant, and give the enum one type. Some validators refuse null there.
   * - `enum`: the enum written out again with null in it, right to the letter. oapi-codegen 2.8.2 and ogen 1.24.0 stop at
   *   a duplicate type; openapi-python-client 0.29.1 makes three types more for each.
   */
  nullableRef: "allOf" | "enum";
  /**
   * A reference with words beside it, which 3.0 ignores. Either way those generators make the same types.
   *
   * - `allOf`: `{type, allOf: [$ref], description}`.
   * - `bare`: the reference alone. Loses the words.
   */
  refSiblings: "allOf" | "bare";
}

export const CHOICES: Choices = { nullableRef: "allOf", refSiblings: "allOf" };

/** What a conversion knows besides the place where it is. */
export interface Context {
  document: Json;
  choices: Choices;
  report(problem: Problem): void;
}
