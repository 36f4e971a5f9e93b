import fc from "fast-check";
import { expect, test } from "vitest";
import { contentOf } from "../../src/cli/mcp/content.ts";
import { Heffl, type TaskInput } from "../../src/index.ts";

const DATES = ["2026-12-01T09:30:00Z", "2026-12-01T10:30:00+01:00", "2026-12-01T09:30:00.000z", "2026-12-01T09:30:01Z"];
/** Few different values, so that two of them are often equal. */
const leaf = fc.constantFrom<unknown>(
  null,
  true,
  0,
  -0,
  1,
  "",
  "a",
  "A",
  "T1796117400000",
  "2026-12-01",
  "[a]",
  ...DATES,
);
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    leaf,
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom("a", "b", "__proto__"), tie("value"), { maxKeys: 3 }),
  ),
}));
const task = fc.dictionary(fc.constantFrom("cf_a", "cf_b", "cf_c"), value, { maxKeys: 3 });

/** Whether `findLike` takes one for the other, each way. */
async function isSame(one: object, other: object): Promise<boolean> {
  const finds = async (sent: object, listed: object) => {
    const page = { data: [{ ...listed, id: "tsk_1" }], meta: { nextCursor: null, hasMore: false } };
    const fetch = async () => new Response(JSON.stringify(page), { headers: { "content-type": "application/json" } });
    const heffl = new Heffl({ apiKey: "k", fetch });
    return (await heffl.tasks.findLike(sent as TaskInput, { since: new Date(0) })).length === 1;
  };
  return (await finds(one, other)) && (await finds(other, one));
}

test("two tasks have the same content exactly if findLike takes each for the other", async () => {
  let same = 0;
  await fc.assert(
    fc.asyncProperty(task, fc.option(task), async (one, other) => {
      const second = other ?? shuffled(one);
      const expected = await isSame(one, second);
      if (expected) same++;
      expect(contentOf(one) === contentOf(second)).toBe(expected);
    }),
    { numRuns: 3000 },
  );
  expect(same).toBeGreaterThan(100);
});

/** The same content, written differently. */
const shuffled = (value: unknown): object =>
  JSON.parse(JSON.stringify(value), (_, part) => {
    if (Array.isArray(part)) return [...part].reverse().concat(part.slice(0, 1));
    if (typeof part === "object" && part !== null) return Object.fromEntries(Object.entries(part).reverse());
    return DATES.indexOf(part) >= 0 && DATES.indexOf(part) < 3 ? DATES[2 - DATES.indexOf(part)] : part;
  });
