import { expect, test } from "vitest";
import { serialize } from "../../src/body/serialize.ts";

test("a body whose text would be longer than a string can be is refused", () => {
  const { issues } = serialize({ cf_a: new Array(17).fill("a".repeat(2 ** 25)) });
  expect(issues).toEqual([{ message: "Must be shorter: as JSON it doesn't fit into a string." }]);
});
