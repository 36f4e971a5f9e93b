/** An own property of a value, because other code may have added properties to `Object.prototype`. */
export const own = (value: unknown, name: PropertyKey): unknown =>
  value !== undefined && value !== null && Object.hasOwn(value, name)
    ? (value as Record<PropertyKey, unknown>)[name]
    : undefined;
