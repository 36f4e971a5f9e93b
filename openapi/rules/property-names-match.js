/**
 * `propertyNames` is how a request refuses the keys that it doesn't know. It repeats the names of the properties, so
 * without this rule a new field would be documented and refused.
 */
export const propertyNamesMatch = () => ({
  Schema(schema, { report, location }) {
    if (schema.propertyNames === undefined) return;
    const where = location.child("propertyNames");
    const [fields, customFields, ...others] = schema.propertyNames?.anyOf ?? [];

    if (others.length > 0 || !isText(fields, "enum") || !isText(customFields, "pattern") || customFields.pattern !== CF)
      return report({
        message: `Must be anyOf: [{ type: string, enum: [the fields] }, { type: string, pattern: ${CF} }].`,
        location: where.key(),
      });

    const listed = new Set(fields.enum);
    const known = new Set(Object.keys(schema.properties ?? {}));
    for (const name of known)
      if (!listed.has(name)) report({ message: `\`${name}\` is a property and isn't listed.`, location: where.key() });
    for (const name of listed)
      if (!known.has(name)) report({ message: `\`${name}\` is listed and isn't a property.`, location: where.key() });
    if (schema.additionalProperties === undefined)
      report({ message: "Needs `additionalProperties: {}` beside it.", location: where.key() });
  },
});

const CF = "^cf_";

const isText = (schema, keyword) =>
  schema?.type === "string" && schema[keyword] !== undefined && Object.keys(schema).length === 2;
