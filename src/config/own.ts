/** A property of the value's own. What `Object.prototype` was given by somebody else says nothing of it. */
export const own = (value: unknown, name: PropertyKey): unknown =>
  value !== undefined && value !== null && Object.hasOwn(value, name)
    ? (value as Record<PropertyKey, unknown>)[name]
    : undefined;
