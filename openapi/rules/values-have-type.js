/**
 * Readers that know a schema by its type alone take one without for anything at all: beside an untyped `pattern` for keys,
 * swagger-typescript-api makes the enum beside it the type of every key. A number without a format is a `float` in Go.
 */
export const valuesHaveType = () => ({
  Schema(schema, { report, location }) {
    for (const keyword of ["enum", "pattern"])
      if (schema[keyword] !== undefined && schema.type === undefined)
        report({ message: `Needs a \`type\` beside \`${keyword}\`.`, location: location.child(keyword).key() });
    if ([schema.type].flat().includes("number") && schema.format === undefined)
      report({ message: "Needs `format: double` beside `number`.", location: location.child("type").key() });
  },
});
