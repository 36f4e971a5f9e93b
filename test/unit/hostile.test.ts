import { inspect } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { validateNewTask } from "../../src/generated/validators.js";
import { type Heffl, HefflValidationError } from "../../src/index.ts";
import { hostileTask, hostileValue, make, STRANGE } from "./hostile-value.ts";
import { clientOver, json, TASK } from "./stand-in.ts";

const RUNS = Number(process.env["HOSTILE_RUNS"] ?? 300);

const PROTOTYPES = [Object, Array, Function, String, Number, Date].map(({ prototype }) => prototype as object);
const keysOfPrototypes = (): string =>
  PROTOTYPES.map((prototype) => Reflect.ownKeys(prototype).map(String).join()).join(";");
const KEYS = keysOfPrototypes();

/** A client, and the bodies that it sent since they were last taken. */
function recorded(options = {}): { heffl: Heffl; taken: () => unknown[] } {
  let bodies: unknown[] = [];
  const heffl = clientOver(async (_, { body }) => {
    bodies.push(body);
    return json(200, TASK);
  }, options);
  const taken = () => {
    const sent = bodies;
    bodies = [];
    return sent;
  };
  return { heffl, taken };
}

const strict = recorded();
const unchecked = recorded({ validateRequests: false });

/** What creating the task came to: the body that was sent, or the error. Two bodies would be one too many. */
async function created({ heffl, taken }: ReturnType<typeof recorded>, task: unknown): Promise<unknown> {
  try {
    expect(await heffl.tasks.create(task as never)).toEqual(TASK);
  } catch (error) {
    expect(taken()).toEqual([]);
    return error;
  }
  const bodies = taken();
  expect(bodies).toHaveLength(1);
  return bodies[0];
}

function previewed({ heffl }: ReturnType<typeof recorded>, task: unknown): unknown {
  try {
    return heffl.tasks.preview(task as never).body;
  } catch (error) {
    return error;
  }
}

function expectRefusal(error: unknown): void {
  if (!(error instanceof HefflValidationError)) throw error;
  expect(error.outcome).toBe("not_created");
  expect(error.issues.length).toBeGreaterThan(0);
  for (const { field, message } of error.issues) {
    expect(field === undefined || (typeof field === "string" && field !== "")).toBe(true);
    expect(message).toMatch(/\S.*\.$/s);
  }
  expect(inspect(error)).toContain("HefflValidationError");
  expect(JSON.parse(JSON.stringify(error))).toMatchObject({ outcome: "not_created", issues: error.issues });
}

/** Holds for every task, made anew for each look at it: it is refused with reasons, or its body is right. */
async function expectRight(fresh: () => unknown): Promise<"sent" | "refused"> {
  const outcome = await created(strict, fresh());
  const preview = previewed(strict, fresh());
  const withoutChecks = previewed(unchecked, fresh());
  expect(keysOfPrototypes()).toBe(KEYS);

  if (typeof withoutChecks === "string") expect(withoutChecks).toBe(JSON.stringify(fresh()));
  else expectRefusal(withoutChecks);

  if (typeof outcome !== "string") {
    expectRefusal(outcome);
    expectRefusal(preview);
    expect((preview as HefflValidationError).issues).toEqual((outcome as HefflValidationError).issues);
    return "refused";
  }
  const parsed: unknown = JSON.parse(outcome);
  expect(validateNewTask(parsed)).toBe(true);
  expect(JSON.stringify(parsed)).toBe(outcome);
  expect(outcome).toBe(JSON.stringify(fresh()));
  expect(preview).toBe(outcome);
  return "sent";
}

describe("a hostile task", () => {
  it(
    `is refused with reasons or sent right, ${RUNS.toLocaleString("en")} of them`,
    async () => {
      const ends = { sent: 0, refused: 0 };
      await fc.assert(
        fc.asyncProperty(fc.oneof({ weight: 4, arbitrary: hostileTask }, hostileValue), async (recipe) => {
          ends[await expectRight(() => make(recipe))]++;
        }),
        { numRuns: RUNS },
      );
      // Else it is only the door that was tried, or nothing that matters.
      expect(ends.sent).toBeGreaterThan(RUNS / 10);
      expect(ends.refused).toBeGreaterThan(RUNS / 10);
    },
    30_000 + RUNS * 20,
  );

  describe.each(Object.keys(STRANGE))("that is or holds: %s", (name) => {
    const strange = STRANGE[name] as () => unknown;

    it("is refused with reasons or sent right", async () => {
      await expectRight(strange);
      await expectRight(() => ({ title: strange() }));
      await expectRight(() => ({ title: "a", dueDate: strange(), entityId: strange() }));
      await expectRight(() => ({ title: "a", assigneeIds: ["a", strange()] }));
      await expectRight(() => ({ title: "a", cf_a: strange(), cf_b: { c: [strange()] } }));
    });
  });

  it.each<[string, () => unknown]>([
    [
      "a proxy for the longest array",
      () => ({
        title: "a",
        tagIds: new Proxy([], {
          get: (_, name) => (name === "length" ? 2 ** 53 : name === "toJSON" ? undefined : "a"),
        }),
      }),
    ],
    ["ten million items", () => ({ title: "a", assigneeIds: new Array(10_000_000).fill("a") })],
    [
      "a million keys",
      () => ({ title: "a", cf_a: Object.fromEntries(Array.from({ length: 1_000_000 }, (_, i) => [i, i])) }),
    ],
    [
      "two hundred thousand unknown keys",
      () => Object.fromEntries(Array.from({ length: 200_000 }, (_, i) => [`k${i}`, i])),
    ],
    [
      "a million levels",
      () => Array.from({ length: 1_000_000 }).reduce<unknown>((inner) => ({ cf_a: inner }), { title: "a" }),
    ],
    [
      "an exploding web of references",
      () => ({ title: "a", cf_a: Array.from({ length: 100 }).reduce<unknown>((x) => [x, x], 0) }),
    ],
  ])("of %s is refused", async (_, task) => {
    const error = await created(strict, task());
    expectRefusal(error);
    expect((error as HefflValidationError).issues.length).toBeLessThan(200);
    expect((error as HefflValidationError).message.length).toBeLessThan(10_000);
  });

  it("of ten million characters is sent as it is", async () => {
    const task = { title: "\u{1f600}\ud800a".repeat(2_500_000) };
    expect(await created(strict, task)).toBe(JSON.stringify(task));
  });
});
