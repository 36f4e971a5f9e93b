import { createContext, runInContext } from "node:vm";
import fc from "fast-check";
import { anyString } from "./strings.ts";

/** How a hostile value is made. Plain data, so that a counterexample can be read, and each making gives a fresh one. */
export type Recipe =
  | { kind: "plain"; value: unknown }
  | { kind: "strange"; name: string }
  | { kind: "object"; prototype: "Object" | "null" | "other realm"; frozen: boolean; fields: [string, Recipe][] }
  | { kind: "array"; items: Recipe[]; hole: boolean }
  | { kind: "deep"; levels: number; array: boolean; inner: Recipe }
  | { kind: "wide"; count: number; item: Recipe }
  | { kind: "cycle"; through: "object" | "array" | "toJSON" | "getter" }
  | { kind: "shared"; value: Recipe; times: number }
  | { kind: "getter"; field: string; does: "throws" | "changes" | "pollutes"; first: Recipe; next: Recipe }
  | { kind: "toJSON"; does: "throws" | "returns"; value: Recipe; inherited: boolean }
  | { kind: "conversion"; name: string; value: Recipe }
  | { kind: "proxy"; trap: Trap; does: "throws" | "throws later" | "lies"; target: Recipe }
  | { kind: "revoked"; array: boolean };

const TRAPS = ["get", "has", "ownKeys", "getOwnPropertyDescriptor", "getPrototypeOf", "set", "isExtensible"] as const;
type Trap = (typeof TRAPS)[number];

// Making a realm takes a millisecond; one is enough.
const context = createContext();
const inOtherRealm = (code: string): unknown => runInContext(code, context);

const no = (): never => {
  throw new Error("hostile");
};

/** Values without parts to vary. A new one at each call, since some change as they are read. */
export const STRANGE: Record<string, () => unknown> = {
  undefined: () => undefined,
  function: () => () => 1,
  "async function": () => async () => 1,
  class: () => class {},
  "function with fields": () => Object.assign(() => 1, { title: "a" }),
  "function proxy": () => new Proxy(() => 1, { get: no, getPrototypeOf: no }),
  symbol: () => Symbol("s"),
  "well-known symbol": () => Symbol.iterator,
  bigint: () => 2n ** 64n,
  "boxed bigint": () => Object(1n),
  "boxed symbol": () => Object(Symbol("s")),
  "boxed string": () => Object("s"),
  "boxed number": () => Object(1),
  "boxed NaN": () => Object(Number.NaN),
  "boxed boolean": () => Object(true),
  "other realm's boxed string": () => inOtherRealm('Object("s")'),
  "other realm's invalid date": () => inOtherRealm("new Date(NaN)"),
  "other realm's task": () => inOtherRealm('({ title: "a", assigneeIds: ["usr_1"], dueDate: new Date(0) })'),
  "other realm's Map": () => inOtherRealm("new Map([[1, 2]])"),
  NaN: () => Number.NaN,
  Infinity: () => Number.POSITIVE_INFINITY,
  "-Infinity": () => Number.NEGATIVE_INFINITY,
  "-0": () => -0,
  "invalid date": () => new Date(Number.NaN),
  date: () => new Date(0),
  "date past 9999": () => new Date(8.64e15),
  "date without a prototype": () => Object.setPrototypeOf(new Date(0), null),
  "fake date": () => Object.create(Date.prototype),
  "fake boxed number": () => Object.create(Number.prototype),
  "fake boxed string": () => Object.create(String.prototype),
  Map: () => new Map([["title", "a"]]),
  "Map with fields": () => Object.assign(new Map([["a", 1]]), { title: "a" }),
  Set: () => new Set(["a"]),
  WeakMap: () => new WeakMap(),
  promise: () => Promise.resolve({ title: "a" }),
  thenable: () => define({ title: "a" }, "then", { value: no }),
  "thenable by a getter": () => define({ title: "a" }, "then", { get: no }),
  generator: () => (function* () {})(),
  "regular expression": () => /a/g,
  error: () => new Error("e"),
  url: () => new URL("https://example.com"),
  "URLSearchParams with a title": () => Object.assign(new URLSearchParams("a=b"), { title: "a" }),
  "FormData with a title": () => Object.assign(new FormData(), { title: "a" }),
  "Blob with a title": () => Object.assign(new Blob(["b"]), { title: "a" }),
  "array buffer": () => new ArrayBuffer(8),
  "typed array": () => new Float64Array([1, Number.NaN]),
  "bigint array": () => new BigInt64Array(2),
  buffer: () => Buffer.from("ab"),
  arguments: () =>
    (function (..._: number[]) {
      // biome-ignore lint/complexity/noArguments: it is the value
      return arguments;
    })(1, 2),
  "array with a fake length": () => ({ length: 2 ** 32, 0: "a" }),
  "array that grows as it is read": () => {
    const array: unknown[] = [];
    const grow = () => array.push(0) && "x";
    Object.defineProperty(array, 0, { get: grow, enumerable: true });
    return array;
  },
  "object that grows as it is read": () => {
    const object: Record<string, unknown> = {};
    let count = 0;
    const grow = () => {
      object[`cf_${count++}`] = 1;
      return 1;
    };
    return Object.defineProperty(object, "cf_grow", { get: grow, enumerable: true });
  },
  "getter that freezes": () => ({
    get title() {
      Object.freeze(this);
      return "a";
    },
  }),
  "getter that deletes": () => ({
    get title() {
      delete (this as { cf_a?: unknown }).cf_a;
      return "a";
    },
    cf_a: { b: 1 },
  }),
  "own __proto__": () => JSON.parse('{"title":"a","__proto__":{"polluted":true}}'),
  "own __proto__ inside": () =>
    JSON.parse('{"title":"a","cf_a":{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}}'),
  "constructor.prototype": () => ({ title: "a", constructor: { prototype: { polluted: true } } }),
  "prototype of throwing getters": () =>
    Object.create(Object.defineProperty({}, "title", { get: no, enumerable: true })),
  "string tag that throws": () => Object.defineProperty({ title: "a" }, Symbol.toStringTag, { get: no }),
  "iterator that throws": () => ({ title: "a", [Symbol.iterator]: no }),
  "longest string escapes": () => `${"\u0000".repeat(10_000)}${"\ud800".repeat(10_000)}`,
  "endless toJSON": () => {
    const endless = (): unknown => ({ toJSON: () => ({ a: endless() }) });
    return endless();
  },
};

/** What a task may rightly hold, so that many are sent. */
const goodField: fc.Arbitrary<[string, Recipe]> = fc.oneof(
  ...Object.entries({
    description: fc.option(anyString()),
    status: fc.constantFrom("OPEN", "ON_HOLD"),
    type: fc.constantFrom("call", "todo"),
    priority: fc.constantFrom("LOW", null),
    showTime: fc.boolean(),
    durationMinutes: fc.double({ min: 0, max: 1e6, noNaN: true }),
    dueDate: fc.constantFrom("2026-12-01T09:00:00Z", "2024-02-29t23:59:60.5+05:30"),
    assigneeIds: fc.array(fc.string(), { maxLength: 3 }),
    entityId: fc.option(fc.string()),
    cf_any: fc.jsonValue({ maxDepth: 3 }),
  }).map(([name, value]) => value.map((value): [string, Recipe] => [name, { kind: "plain", value }])),
);

const hostileText = fc.oneof(
  anyString({ maxLength: 8 }),
  fc.constantFrom("\ud800", "\udc00\ud800", "\u0000", "\u2028", "__proto__", "'\"\\`$!\n"),
);

const fieldName = fc.oneof(
  fc.constantFrom("title", "cf_a", "cf_", "dueDate", "assigneeIds", "entity", "durationMinutes"),
  fc.constantFrom(
    "__proto__",
    "constructor",
    "prototype",
    "toString",
    "valueOf",
    "hasOwnProperty",
    "then",
    "0",
    "length",
    "",
  ),
  hostileText,
  hostileText.map((text) => `cf_${text}`),
);

const { recipe, task } = fc.letrec<{
  leaf: Recipe;
  recipe: Recipe;
  field: [string, Recipe];
  task: Recipe;
}>((tie) => ({
  leaf: fc.oneof(
    fc
      .oneof(hostileText, fc.double(), fc.boolean(), fc.constant(null))
      .map((value): Recipe => ({ kind: "plain", value })),
    fc.constantFrom(...Object.keys(STRANGE)).map((name): Recipe => ({ kind: "strange", name })),
  ),
  field: fc.oneof({ weight: 3, arbitrary: goodField }, fc.tuple(fieldName, tie("recipe"))),
  // Mostly a title and some fields, for a task that is refused at its root tries nothing else.
  task: fc.oneof(
    { weight: 4, arbitrary: objectOf(fc.array(tie("field"), { maxLength: 4 }), { title: true }) },
    tie("recipe"),
  ),
  recipe: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    tie("leaf"),
    tie("leaf"),
    fc.constantFrom("object", "array", "toJSON", "getter").map((through) => ({ kind: "cycle", through }) as Recipe),
    fc.boolean().map((array): Recipe => ({ kind: "revoked", array })),
    objectOf(fc.array(tie("field"), { maxLength: 3 }), { title: false }),
    fc.record({ kind: fc.constant("array"), items: fc.array(tie("recipe"), { maxLength: 3 }), hole: rarely() }),
    fc.record({
      kind: fc.constant("deep"),
      levels: fc.oneof(fc.nat({ max: 20 }), fc.integer({ min: 490, max: 510 }), fc.constant(2_000)),
      array: fc.boolean(),
      inner: tie("leaf"),
    }),
    fc.record({ kind: fc.constant("wide"), count: fc.nat({ max: 300 }), item: tie("leaf") }),
    fc.record({ kind: fc.constant("shared"), value: tie("recipe"), times: fc.integer({ min: 2, max: 4 }) }),
    fc.record({
      kind: fc.constant("getter"),
      field: fieldName,
      does: fc.constantFrom("throws", "changes", "pollutes"),
      first: tie("recipe"),
      next: tie("recipe"),
    }),
    fc.record({
      kind: fc.constant("toJSON"),
      does: fc.constantFrom("returns", "returns", "throws"),
      value: tie("recipe"),
      inherited: fc.boolean(),
    }),
    fc.record({
      kind: fc.constant("conversion"),
      name: fc.constantFrom("constructor", "Symbol.toPrimitive", "toString", "valueOf", "then", "length"),
      value: tie("recipe"),
    }),
    fc.record({
      kind: fc.constant("proxy"),
      trap: fc.constantFrom(...TRAPS),
      does: fc.constantFrom("throws", "throws later", "lies"),
      target: tie("recipe"),
    }),
  ) as fc.Arbitrary<Recipe>,
}));

export const hostileValue = recipe;
export const hostileTask = task;

function objectOf(fields: fc.Arbitrary<[string, Recipe][]>, { title }: { title: boolean }): fc.Arbitrary<Recipe> {
  return fc.record({
    kind: fc.constant("object" as const),
    prototype: fc.constantFrom("Object", "Object", "null", "other realm"),
    frozen: rarely(),
    fields: title
      ? fields.map((fields): [string, Recipe][] => [["title", { kind: "plain", value: "a" }], ...fields])
      : fields,
  }) as fc.Arbitrary<Recipe>;
}

function rarely(): fc.Arbitrary<boolean> {
  return fc.nat({ max: 5 }).map((number) => number === 0);
}

const otherRealm = inOtherRealm("() => ({})") as () => object;

/** Makes the value. Each call makes another, in the same state. */
export function make(recipe: Recipe): unknown {
  switch (recipe.kind) {
    case "plain":
      return recipe.value;
    case "strange":
      return STRANGE[recipe.name]?.();
    case "object": {
      const object = { Object: () => ({}), null: () => Object.create(null), "other realm": otherRealm }[
        recipe.prototype
      ]();
      for (const [name, value] of recipe.fields) define(object, name, { value: make(value) });
      return recipe.frozen ? Object.freeze(object) : object;
    }
    case "array": {
      const items = recipe.items.map(make);
      if (recipe.hole) items.length++;
      return items;
    }
    case "deep": {
      let value = make(recipe.inner);
      for (let level = 0; level < recipe.levels; level++) value = recipe.array ? [value] : { cf_a: value };
      return value;
    }
    case "wide":
      return Array.from({ length: recipe.count }, () => make(recipe.item));
    case "cycle":
      return makeCycle(recipe.through);
    case "shared":
      return new Array(recipe.times).fill(make(recipe.value));
    case "getter":
      return makeGetter(recipe);
    case "toJSON": {
      const value = make(recipe.value);
      const holder = { toJSON: recipe.does === "throws" ? no : () => value };
      return recipe.inherited ? Object.assign(Object.create(holder), { title: "a" }) : holder;
    }
    case "conversion": {
      const value = make(recipe.value);
      const name = recipe.name === "Symbol.toPrimitive" ? Symbol.toPrimitive : recipe.name;
      return define({ title: "a", cf_a: 1 }, name, { get: no, enumerable: value === undefined });
    }
    case "proxy":
      return makeProxy(recipe.trap, recipe.does, make(recipe.target));
    case "revoked": {
      const { proxy, revoke } = Proxy.revocable(recipe.array ? [] : {}, {});
      revoke();
      return proxy;
    }
  }
}

function define(object: object, name: PropertyKey, descriptor: PropertyDescriptor): object {
  return Object.defineProperty(object, name, {
    enumerable: true,
    configurable: true,
    ...("value" in descriptor && { writable: true }),
    ...descriptor,
  });
}

function makeCycle(through: (Recipe & { kind: "cycle" })["through"]): unknown {
  const object: Record<string, unknown> = { title: "a" };
  if (through === "object") object["cf_a"] = { b: object };
  else if (through === "array") object["assigneeIds"] = [[object]];
  else if (through === "toJSON") object["cf_a"] = { toJSON: () => object };
  else define(object, "cf_a", { get: () => [object] });
  return object;
}

function makeGetter({ field, does, first, next }: Recipe & { kind: "getter" }): object {
  const values = [make(first), make(next)];
  let reads = 0;
  return define({ title: "a" }, field, {
    get(this: object) {
      if (does === "throws") return no();
      if (does === "pollutes") Object.setPrototypeOf(this, { polluted: true });
      return values[Math.min(reads++, 1)];
    },
  });
}

function makeProxy(trap: Trap, does: "throws" | "throws later" | "lies", target: unknown): unknown {
  if ((typeof target !== "object" && typeof target !== "function") || target === null) return target;
  let calls = 0;
  const handler = (...args: unknown[]): unknown => {
    if (does === "throws" || (does === "throws later" && ++calls > 3)) return no();
    if (does === "lies" && trap === "ownKeys") return ["title", "title"]; // which no proxy may answer
    if (does === "lies" && trap === "getOwnPropertyDescriptor") return { value: 1, configurable: false };
    if (does === "lies" && trap === "get") return args[1] === "toJSON" ? undefined : 1;
    return (Reflect[trap] as (...args: unknown[]) => unknown)(...args);
  };
  return new Proxy(target, { [trap]: handler });
}
