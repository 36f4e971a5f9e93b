/**
 * An enum is a component, used by `$ref`: written inline beside a component of the same derived name, it breaks two
 * Go generators.
 */
export const namedEnum = () => ({
  Schema(schema, { report, location }) {
    if (schema.enum === undefined || ALLOWED.test(location.pointer)) return;
    report({ message: "Make this enum a component and refer to it.", location: location.child("enum").key() });
  },
});

// A component of its own, or the list of a request's fields.
const ALLOWED = /^#\/components\/schemas\/[^/]+$|\/propertyNames\/anyOf\/0$/;
