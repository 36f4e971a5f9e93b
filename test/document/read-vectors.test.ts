import { describe, expect, it } from "vitest";
import { readVectors } from "../../scripts/bundle/vectors.ts";
import { validateErrorResponse, validateHefflTask, validateTaskPage } from "../../src/generated/validators.js";

const RESULT = { getTask: validateHefflTask, listTasks: validateTaskPage };
const vectors = readVectors();
/** A client has to read it all the same, though the document lists the values. */
const isNewEnumValue = ({ name }: { name: string }) => name.endsWith("-new-enum-value");

describe("what a vector says that its body is, the document says too:", () => {
  it.each(vectors.filter((vector) => !isNewEnumValue(vector)))("$name", ({ operation, answer, holds }) => {
    const kinds = { result: RESULT[operation](answer.body), error: validateErrorResponse(answer.body) };
    expect(kinds).toEqual({ result: holds === "result", error: holds === "error" });
    expect(answer.status === 200).toBe(holds !== "error");
  });

  it.each(vectors.filter(isNewEnumValue))("but for a value that isn't in an enum: $name", ({ operation, answer }) => {
    const validate = RESULT[operation];
    expect(validate(answer.body)).toBe(false);
    expect(validate.errors?.map(({ keyword }) => keyword)).toEqual(["enum"]);
  });

  it("and each operation has each of the three", () => {
    for (const operation of Object.keys(RESULT))
      expect(new Set(vectors.filter((one) => one.operation === operation).map(({ holds }) => holds))).toEqual(
        new Set(["result", "error", "neither"]),
      );
  });
});
