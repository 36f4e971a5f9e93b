/** A property of the value's own. What `Object.prototype` was given by somebody else says nothing of it. */
export const own = (value: object, name: string): unknown =>
  Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
