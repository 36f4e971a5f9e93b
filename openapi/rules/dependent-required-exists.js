/** A misspelt name in `dependentRequired` is valid JSON Schema, and switches the dependency off without a word. */
export const dependentRequiredExists = () => ({
  Schema(schema, { report, location }) {
    const where = location.child("dependentRequired");
    for (const [name, needed] of Object.entries(schema.dependentRequired ?? {}))
      for (const field of [name, ...needed])
        if (schema.properties?.[field] === undefined)
          report({ message: `\`${field}\` isn't a property.`, location: where.child(name).key() });
  },
});
