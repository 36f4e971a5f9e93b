import fc from "fast-check";
import type { Json } from "../../scripts/lib/document.ts";

/** One of `examples` with up to three things in it replaced, added or removed, at any depth. */
export function almost(examples: Json[], names: string[]): fc.Arbitrary<unknown> {
  const key = fc.oneof(
    fc.constantFrom(...names),
    fc.constantFrom("cf_score", "cf_", "cf", "CF_a", "titel", "customFields"),
    fc.string(),
  );
  // `at` chooses among the places that the body turns out to have.
  const change = fc.record({ at: fc.nat(), key, value: fc.option(VALUE, { nil: undefined, freq: 4 }) });
  return fc.tuple(fc.constantFrom(...examples), fc.array(change, { maxLength: 3 })).map(([example, changes]) => {
    const body = structuredClone(example);
    for (const { at, key, value } of changes) {
      const places = containers(body);
      const place = places[at % places.length] as Json;
      const keys = Object.keys(place);
      // As often one that is there as one that may not be.
      const chosen = at % 2 === 0 || Array.isArray(place) ? (keys[at % (keys.length || 1)] ?? "0") : key;
      if (value !== undefined) place[chosen] = structuredClone(value);
      else if (Array.isArray(place)) place.pop();
      else delete place[chosen];
    }
    return body;
  });
}

/** Everything in a body that can hold something, the body first. */
function containers(value: unknown): unknown[] {
  if (typeof value !== "object" || value === null) return [];
  return [value, ...Object.values(value).flatMap(containers)];
}

const VALUE = fc.oneof(
  fc.constantFrom(null, null, "OPEN", "call", "HIGH", "deals", "CONFLICT", "other", "", true, 0, -1, 0.5, [], {}),
  fc.constantFrom("2026-12-01T09:00:00Z", "2026-12-01T09:00:00.5+02:00", "2026-12-01", "2026-02-30T09:00:00Z"),
  fc.array(fc.oneof(fc.string(), fc.constant(null)), { maxLength: 2 }),
  fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<unknown>,
);
