import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CHOICES, type Choices } from "../../scripts/bundle/down-convert/choices.ts";
import { type Json, readDocument, resolve } from "../../scripts/lib/document.ts";
import { answerExamples, getExamples, listExamples, requestExamples } from "../support/document.ts";
import { almost } from "./bodies.ts";
import { newer, older } from "./validators.ts";

const EXAMPLES: Record<string, Json[]> = {
  NewTask: requestExamples.map(({ value }) => value),
  HefflTask: [...answerExamples, ...getExamples].filter(({ status }) => status === 200).map(({ value }) => value),
  TaskPage: listExamples.filter(({ status }) => status === 200).map(({ value }) => value),
  ErrorResponse: answerExamples.filter(({ status }) => status >= 400).map(({ value }) => value),
};
const OTHER_CHOICES: Choices[] = [
  { ...CHOICES, nullableRef: "enum" },
  { ...CHOICES, refSiblings: "bare" },
];

/** Whether 3.1 accepts `body`, leaving out the rules that 3.0 can only say in words. */
function acceptedButForWords(validate: ReturnType<typeof newer>, body: unknown): boolean {
  if (validate(body)) return true;
  return (validate.errors ?? []).every(
    ({ schemaPath, keyword }) => keyword === "dependentRequired" || /\/propertyNames(\/|$)/.test(schemaPath),
  );
}

describe.each(Object.entries(EXAMPLES))("OpenAPI 3.0's %s", (name, examples) => {
  const inNewer = newer(name);
  const names = Object.keys(resolve(readDocument(), `#/components/schemas/${name}`)["properties"] as Json);

  it.each([CHOICES, ...OTHER_CHOICES])(
    "accepts what 3.1 accepts, and nothing else, with $nullableRef and $refSiblings",
    (choices) => {
      const inOlder = older(choices)(name);
      const verdicts = { accepted: 0, refused: 0, inWords: 0 };
      fc.assert(
        fc.property(almost(examples, names), (body) => {
          const expected = acceptedButForWords(inNewer, body);
          expect(inOlder(body)).toBe(expected);
          verdicts[expected ? "accepted" : "refused"]++;
          if (expected && !inNewer(body)) verdicts.inWords++;
        }),
        { numRuns: 1000 },
      );
      // None may be rare, or the agreement says little.
      expect(Math.min(verdicts.accepted, verdicts.refused)).toBeGreaterThan(100);
      if (name === "NewTask") expect(verdicts.inWords).toBeGreaterThan(50);
    },
  );

  it("accepts every example", () => {
    const inOlder = older()(name);
    for (const example of examples) {
      inOlder(example);
      expect(inOlder.errors ?? []).toEqual([]);
    }
  });
});
