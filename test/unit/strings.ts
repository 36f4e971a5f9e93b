import fc from "fast-check";

/** Any UTF-16, lone surrogates included. (`fc.string({ unit: "binary" })` has none, and takes seconds to set up.) */
export const anyString = (constraints: fc.ArrayConstraints = {}): fc.Arbitrary<string> =>
  fc.array(fc.integer({ min: 0, max: 0xffff }), constraints).map((units) => String.fromCharCode(...units));
