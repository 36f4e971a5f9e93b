import { describe, expect, it } from "vitest";
import { vectors } from "../../scripts/bundle/vectors.ts";
import { outcomeOf } from "../../src/tasks/outcome.ts";
import { answerExamples } from "../support/document.ts";
import { answer, at } from "./reading.ts";

const headers = new Headers({ "content-type": "application/json" });
const proved = (status: number, body: unknown) => outcomeOf({ status, headers, text: JSON.stringify(body) });
const statuses = Object.keys(at("paths", "/tasks", "post", "responses")).map(Number);
const said = (status: number) => answer(status)["x-outcome"];

describe("what a response says that it proves", () => {
  it.each(answerExamples)("is what this client takes for proved: $status, $name", ({ status, value }) => {
    expect(proved(status, value)).toBe(said(status));
  });

  it.each(statuses.filter((status) => status !== 429))("holds only for a body of its form: %i", (status) => {
    expect(proved(status, { message: "Something else." })).toBe("unknown");
  });

  it("holds for a 429 whatever its body", () => {
    expect(proved(429, "<html>")).toBe(said(429));
  });
});

describe("what a vector says that its answer proves", () => {
  it.each(vectors().filter((vector) => vector.answer))("is what this client takes for proved: $name", (vector) => {
    expect(proved(vector.answer?.status ?? 0, vector.answer?.body)).toBe(vector.outcome);
  });

  it("is each of the three", () => {
    expect(new Set(vectors().map(({ outcome }) => outcome))).toEqual(new Set(["created", "not_created", "unknown"]));
  });
});
