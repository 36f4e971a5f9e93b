import fc from "fast-check";
import { expect, inject, test } from "vitest";
import { Heffl, HefflValidationError, type NewTask } from "../../src/index.ts";

const heffl = new Heffl({ apiKey: "test-key", baseUrl: inject("prismUrl") });

/** What the client says of a body, without sending it. */
function clientAccepts(body: unknown): boolean {
  try {
    heffl.tasks.preview(body as NewTask);
    return true;
  } catch (error) {
    if (error instanceof HefflValidationError) return false;
    throw error;
  }
}

async function mockAccepts(body: unknown): Promise<boolean> {
  const response = await fetch(`${inject("prismUrl")}/tasks`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-api-key": "test-key" },
    body: JSON.stringify(body),
  });
  await response.body?.cancel();
  expect([200, 400]).toContain(response.status);
  return response.status === 200;
}

const dateTime = fc
  .tuple(
    fc.date({ min: new Date("0001-01-01T00:00:00Z"), max: new Date("9999-12-31T23:59:59Z"), noInvalidDate: true }),
    fc.constantFrom("Z", "+00:00", "-11:30", "+05:45", "+23:59", "z"),
    fc.constantFrom("", ".5", ".000000001"),
  )
  .map(([date, offset, fraction]) => date.toISOString().slice(0, 19) + fraction + offset);

const VALID = {
  title: fc.string(),
  description: fc.option(fc.string()),
  status: fc.constantFrom("OPEN", "IN_PROGRESS", "ON_HOLD", "COMPLETED", "CANCELLED"),
  type: fc.constantFrom("call", "todo", "meeting"),
  priority: fc.constantFrom("LOW", "MEDIUM", "HIGH", null),
  startDate: dateTime,
  dueDate: dateTime,
  showTime: fc.boolean(),
  durationMinutes: fc.double({ min: 0, max: 1e300, noNaN: true }),
  assigneeIds: fc.array(fc.string(), { maxLength: 4 }),
  tagIds: fc.array(fc.string(), { maxLength: 4 }),
  entity: fc.constantFrom("projects", "leads", "deals"),
  entityId: fc.option(fc.string()),
};

const anything = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<unknown>,
  fc.constantFrom(
    "OPEN",
    "open",
    "call",
    "HIGH",
    "deals",
    "tasks",
    "2026-12-01",
    "2026-13-01T00:00:00Z",
    "09:00",
    -0.1,
    {},
    [],
  ),
);
const customFields = fc.dictionary(
  fc.string().map((name) => `cf_${name}`),
  fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<unknown>,
  {
    maxKeys: 3,
  },
);
const unknownKeys = fc.dictionary(
  fc.oneof(fc.string(), fc.constantFrom("titel", "cf", "CF_a", " cf_a", "customFields", "toString")),
  anything,
  {
    maxKeys: 1,
  },
);

/** A body that is valid but for what chance may break: up to two fields replaced, an unknown key, a missing title. */
const almostValid = fc
  .tuple(
    fc.record(VALID, { requiredKeys: ["title"] }),
    customFields,
    fc.oneof({ weight: 3, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: unknownKeys }),
    fc.oneof(
      { weight: 2, arbitrary: fc.constant({}) },
      {
        weight: 3,
        arbitrary: fc.dictionary(fc.constantFrom(...Object.keys(VALID)), anything, { minKeys: 1, maxKeys: 2 }),
      },
    ),
    fc.oneof({ weight: 9, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
  )
  .map(([task, custom, unknown, broken, untitled]): Record<string, unknown> => {
    const body: Record<string, unknown> = { ...task, ...custom, ...unknown, ...broken };
    if (untitled) delete body["title"];
    return body;
  });

/** How many bodies are tried; `npm run test:scheduled` tries more. */
const BODIES = Number(process.env["AGREEMENT_BODIES"] ?? 1_000);

test(`client and mock give the same verdict on ${BODIES.toLocaleString("en")} bodies, valid and broken`, {
  timeout: 60_000 + BODIES * 100,
}, async () => {
  const verdicts = { accepted: 0, refused: 0 };
  await fc.assert(
    fc.asyncProperty(fc.array(almostValid, { minLength: 20, maxLength: 20 }), async (bodies) => {
      await Promise.all(
        bodies.map(async (body) => {
          const accepted = clientAccepts(body);
          verdicts[accepted ? "accepted" : "refused"]++;
          expect(await mockAccepts(body), JSON.stringify(body)).toBe(accepted);
        }),
      );
    }),
    { numRuns: BODIES / 20 },
  );
  // Neither verdict may be rare, or the agreement says little.
  expect(Math.min(verdicts.accepted, verdicts.refused)).toBeGreaterThan(BODIES / 6);
});

test("client and mock agree on bodies that aren't tasks at all", async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue() as fc.Arbitrary<unknown>, async (body) => {
      expect(await mockAccepts(body)).toBe(clientAccepts(body));
    }),
    { numRuns: 100 },
  );
});

// RFC 3339 proper is agreed on above. These are its edges, where the mock's date-time is looser than the client's.
test.each([
  ["a space for the T", "2026-12-01 09:00:00Z", { client: false, mock: true }],
  ["an offset of 24 hours", "2026-12-01T09:00:00+24:00", { client: false, mock: true }],
  ["an offset without a colon", "2026-12-01T09:00:00+0200", { client: false, mock: true }],
  ["an offset of hours alone", "2026-12-01T09:00:00+02", { client: false, mock: true }],
  ["a leap second at midnight UTC", "2016-12-31T23:59:60Z", { client: true, mock: true }],
  ["a leap second at any other time", "2026-12-01T09:00:60Z", { client: true, mock: false }],
])("at the edge of RFC 3339, %s", async (_, dueDate, verdict) => {
  const body = { title: "t", dueDate };
  expect({ client: clientAccepts(body), mock: await mockAccepts(body) }).toEqual(verdict);
});
