import type { Issue } from "../errors/issues.ts";

/** How deep a request body may be nested. Heffl publishes no limit; this one keeps JSON.stringify from overflowing the stack. */
export const MAX_DEPTH = 500;
/** How many values a request body may hold. Heffl publishes no limit; this one stops `new Array(2 ** 32 - 1)`. */
export const MAX_VALUES = 1_000_000;

/** How many problems are listed. Limited, because a body may have a million wrong values. */
export const MAX_ISSUES = 100;
/** The last entry of a list that was cut short. A new object each time, because callers could change it. */
export const moreIssues = (): Issue => ({ message: "There are more problems than are listed here." });

/** A request body. If `issues` is empty, `text` is what is sent and `value` is that text parsed; otherwise `text` is empty. */
export interface Serialized {
  text: string;
  value: unknown;
  issues: Issue[];
}

/**
 * Serializes as JSON.stringify does, but reports what that would silently drop or change: NaN and Infinity (sent as null), an
 * invalid Date (null), undefined in an array (null), functions and symbols (dropped), a Map, a Promise or another object
 * without fields of its own (`{}`). Each part is read once, so a getter or `toJSON` can't show one thing to the validator and
 * another to the server. Never throws, whatever `body` contains.
 */
export function serialize(body: unknown): Serialized {
  const copier = new Copier();
  try {
    const value = copier.copy(body);
    const { issues } = copier;
    if (value === undefined && issues.length === 0) copier.report("Must be an object.");
    return issues.length === 0 ? { text: JSON.stringify(value), value, issues } : { text: "", value, issues };
  } catch (error) {
    const message =
      error instanceof TooManyValues
        ? `Must not hold more than ${MAX_VALUES.toLocaleString("en")} values.`
        : "Must be shorter: as JSON it doesn't fit into a string.";
    return { text: "", value: undefined, issues: [{ message }] };
  }
}

class TooManyValues extends Error {}

/**
 * The prototype of copied objects, so that the validator doesn't see fields that were added to `Object.prototype` and that JSON
 * leaves out. With null itself as the prototype V8 makes a slower object.
 */
const NOTHING: object = Object.create(null);

/** The place of a value: under `key` in the value at `parent`. The body itself has no parent. */
interface Place {
  key: string | number;
  parent: Place | undefined;
}

/** Copies a value into plain objects, arrays and primitives, and reports what JSON can't express. */
class Copier {
  readonly issues: Issue[] = [];
  readonly #ancestors: object[] = [];
  #values = 0;

  report(message: string, place?: Place): undefined {
    if (this.issues.length > MAX_ISSUES) return;
    if (this.issues.length === MAX_ISSUES) {
      this.issues.push(moreIssues());
      return;
    }
    const field = place ? nameOf(place) : "";
    this.issues.push(field === "" ? { message } : { field, message });
  }

  /** Copies a value. Returns undefined for undefined itself, and for a value that was reported. */
  copy(value: unknown, key: string | number = "", parent?: Place): unknown {
    if (++this.#values > MAX_VALUES) throw new TooManyValues();
    if (typeof value === "object" && value !== null) return this.#copyObject(value, { key, parent });
    if (typeof value === "number" && !Number.isFinite(value))
      return this.report(`Must be a finite number, not ${value}.`, { key, parent });
    if (typeof value === "function" || typeof value === "symbol" || typeof value === "bigint")
      return this.report(`Must be a JSON value, not a ${typeof value}.`, { key, parent });
    return value;
  }

  #copyObject(object: object, place: Place): unknown {
    if (this.#ancestors.includes(object)) return this.report("Must not contain itself.", place);
    if (this.#ancestors.length >= MAX_DEPTH)
      return this.report(`Must not be nested deeper than ${MAX_DEPTH} levels.`, place);
    this.#ancestors.push(object);
    try {
      if (ArrayBuffer.isView(object) || object instanceof ArrayBuffer)
        return this.report("Must be a JSON value, not bytes.", place);
      const { toJSON } = object as { toJSON?: unknown };
      if (typeof toJSON === "function" && isInvalidDate(object)) return this.report("Must be a valid date.", place);
      const value = typeof toJSON === "function" ? toJSON.call(object, `${place.key}`) : object;
      if (typeof value !== "object" || value === null) return this.copy(value, place.key, place.parent);
      if (Array.isArray(value)) return this.#copyItems(value, place);
      const primitive = isPlain(value) ? undefined : unbox(value);
      return primitive === undefined ? this.#copyFields(value, place) : this.copy(primitive, place.key, place.parent);
    } catch (error) {
      if (error instanceof TooManyValues) throw error;
      return this.report("Couldn't be read: a getter, a proxy or toJSON threw.", place);
    } finally {
      this.#ancestors.pop();
    }
  }

  #copyItems(array: unknown[], parent: Place): unknown[] {
    const out: unknown[] = [];
    const { length } = array;
    for (let key = 0; key < length; key++) {
      const reported = this.issues.length;
      const item = this.copy(array[key], key, parent);
      if (item === undefined && this.issues.length === reported)
        this.report("Must not be undefined: JSON has no such value.", { key, parent });
      out.push(item);
    }
    return out;
  }

  #copyFields(object: object, parent: Place): object {
    const keys = Object.keys(object);
    if (keys.length === 0 && !isPlain(object))
      this.report("Must be a JSON value, not a Promise, Map or other object without fields.", parent);
    const out: Record<string, unknown> = Object.create(NOTHING);
    for (const key of keys) {
      const item = this.copy((object as Record<string, unknown>)[key], key, parent);
      if (item !== undefined) out[key] = item;
    }
    return out;
  }
}

function nameOf(place: Place): string {
  const keys: (string | number)[] = [];
  for (let at = place; at.parent; at = at.parent) keys.unshift(at.key);
  return keys.join(".");
}

/** Whether an object is like an object literal, of this realm or another: its prototype is null or the last in the chain. */
function isPlain(object: object): boolean {
  const prototype = Object.getPrototypeOf(object);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** The primitive in a Number, String or Boolean object, of this realm or another; undefined for any other object. */
function unbox(object: object): unknown {
  switch (Object.prototype.toString.call(object)) {
    case "[object Number]":
      return Number(object);
    case "[object String]":
      return String(object);
    case "[object Boolean]":
      return Boolean.prototype.valueOf.call(object);
    default:
      return undefined;
  }
}

/** For a Date of this realm or another. */
const isInvalidDate = (object: object): boolean =>
  Object.prototype.toString.call(object) === "[object Date]" && Number.isNaN(Date.prototype.getTime.call(object));
