/** Readers learn a value from its example. The keys that a request may have are shown by its properties. */
export const exampleOnEveryScalar = () => ({
  Schema(schema, { report, location }) {
    if (!SCALARS.has(schema.type) || schema.examples !== undefined || location.pointer.includes("/propertyNames/"))
      return;
    report({ message: "Needs `examples`.", location: location.child("type").key() });
  },
});

const SCALARS = new Set(["string", "number", "integer", "boolean"]);
