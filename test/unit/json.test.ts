import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MAX_DEPTH, MAX_ISSUES, MAX_VALUES, moreIssues, serialize } from "../../src/body/serialize.ts";
import type { Issue } from "../../src/errors/issues.ts";
import { anyString } from "./strings.ts";

const finite = fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => (number === 0 ? 0 : number));
const jsonValue = fc.anything({
  key: fc.oneof(anyString(), fc.constantFrom("__proto__", "constructor", "toString", "hasOwnProperty", "0", "id")),
  values: [anyString(), finite, fc.maxSafeInteger(), fc.boolean(), fc.constant(null)],
  withNullPrototype: true,
  maxDepth: 5,
});

const issuesOf = (body: unknown): Issue[] => serialize(body).issues;
const tooMany = { message: "Must not hold more than 1,000,000 values." };

function expectSameAsStringify(make: () => unknown): void {
  const { text, value, issues } = serialize(make());
  expect(issues).toEqual([]);
  expect(text).toBe(JSON.stringify(make()));
  expect(value).toEqual(JSON.parse(text));
}

function nested(levels: number, wrap: (inner: unknown) => unknown): unknown {
  let value: unknown = wrap(0);
  for (let level = 1; level < levels; level++) value = wrap(value);
  return value;
}

describe("a JSON value", () => {
  it("is serialized as JSON.stringify does it, whatever it holds", () => {
    fc.assert(
      fc.property(jsonValue, (body) => expectSameAsStringify(() => body)),
      { numRuns: 2_000 },
    );
  });

  it("is serialized behind a proxy too", () => {
    const mirror = (value: unknown): unknown =>
      typeof value === "object" && value !== null
        ? new Proxy(value, { get: (target, name) => mirror(Reflect.get(target, name)) })
        : value;
    fc.assert(
      fc.property(fc.jsonValue(), (body) => {
        const { text, issues } = serialize(mirror(body));
        expect(issues).toEqual([]);
        expect(text).toBe(JSON.stringify(body));
      }),
      { numRuns: 300 },
    );
  });

  it("keeps lone surrogates, escaped", () => {
    expect(serialize({ title: "\ud800 \udc00 \u{1f600}" }).text).toBe('{"title":"\\ud800 \\udc00 \u{1f600}"}');
  });

  it("sends -0 as 0", () => {
    expect(serialize({ cf_zero: -0 }).text).toBe('{"cf_zero":0}');
  });

  it("keeps an own __proto__ key as a field, and the copy inherits nothing", () => {
    const body = JSON.parse('{"__proto__":{"polluted":1},"cf_a":{"__proto__":null}}');
    const { text, value, issues } = serialize(body);
    expect(issues).toEqual([]);
    expect(text).toBe('{"__proto__":{"polluted":1},"cf_a":{"__proto__":null}}');
    expect(Object.keys(value as object)).toEqual(["__proto__", "cf_a"]);
    for (const name of ["polluted", "toString", "toJSON"]) expect(name in (value as object)).toBe(false);
    expect(({} as { polluted?: 1 }).polluted).toBeUndefined();
  });

  it("leaves out undefined fields, symbol keys, inherited and hidden fields", () => {
    const body = Object.create({ inherited: 1 }, { hidden: { value: 1 } });
    Object.assign(body, { title: "a", description: undefined, [Symbol("s")]: 1, cf_a: { b: undefined } });
    expectSameAsStringify(() => body);
    expect(serialize(body).text).toBe('{"title":"a","cf_a":{}}');
  });

  it("is written once for every place that refers to it", () => {
    const shared = { a: [1] };
    expectSameAsStringify(() => ({ cf_a: shared, cf_b: shared, cf_c: [shared, shared, { shared }], cf_d: shared.a }));
  });

  it("may come from another realm", () => {
    const make = () =>
      runInNewContext(
        '({ title: "a", cf_a: [1, { b: null }, []], cf_e: {}, dueDate: new Date(0), cf_n: Object.create(null) })',
      );
    expectSameAsStringify(make);
  });

  it("may hold boxed primitives", () => {
    expectSameAsStringify(() => ({ a: Object("s"), b: Object(1.5), c: Object(false), d: [Object("")] }));
  });

  it("may hold another realm's boxed primitives", () => {
    expectSameAsStringify(() => runInNewContext('({ a: Object("s"), b: Object(1.5), c: Object(false) })'));
  });

  it("may hold class instances with fields, frozen objects, dates and URLs", () => {
    class Point {
      x = 1;
    }
    expectSameAsStringify(() => ({
      a: new Point(),
      b: Object.freeze({ c: Object.freeze([1]) }),
      d: new Date(1e12),
      e: new URL("https://example.com/a"),
      g: Object.assign(new Error("hidden"), { shown: 1 }),
    }));
  });
});

describe("toJSON", () => {
  interface Call {
    self: string;
    args: unknown[];
  }
  class Itself {
    a = 1;
    toJSON() {
      return this;
    }
  }
  class Shown {
    readonly inner: number;
    constructor(inner: number) {
      this.inner = inner;
    }
    toJSON(): unknown {
      return { second: this.inner };
    }
  }

  /** Each makes a body whose toJSON methods tell `called` how they are called. */
  const CASES: Record<string, (called: (self: unknown, args: IArguments) => void) => unknown> = {
    "at the root": (called) => ({
      toJSON() {
        // biome-ignore lint/complexity/noArguments: how many there are is the question
        called(this, arguments);
        return { title: "a" };
      },
    }),
    "in a field": (called) => ({
      cf_a: {
        toJSON() {
          // biome-ignore lint/complexity/noArguments: how many there are is the question
          called(this, arguments);
          return 5;
        },
      },
    }),
    "in an array of arrays": (called) => ({
      cf_a: [
        0,
        [
          {
            name: "item",
            toJSON() {
              // biome-ignore lint/complexity/noArguments: how many there are is the question
              called(this, arguments);
              return [this.name];
            },
          },
        ],
      ],
    }),
    "of an object that is there twice": (called) => {
      const twice = {
        toJSON() {
          // biome-ignore lint/complexity/noArguments: how many there are is the question
          called(this, arguments);
          return "t";
        },
      };
      return { cf_a: twice, "": twice, cf_b: [twice] };
    },
    "of an inherited kind": (called) => {
      class Kind {
        a = 1;
        toJSON() {
          // biome-ignore lint/complexity/noArguments: how many there are is the question
          called(this, arguments);
          return { a: this.a };
        }
      }
      return { cf_a: new (class extends Kind {})() };
    },
    "of an array": (called) => {
      const array = Object.assign([1, 2], {
        toJSON() {
          // biome-ignore lint/complexity/noArguments: how many there are is the question
          called(array, arguments);
          return { was: "an array" };
        },
      });
      return { cf_a: array };
    },
  };

  it.each(Object.entries(CASES))("is called as JSON.stringify calls it: %s", (_, make) => {
    const calls = (run: (body: unknown) => unknown): [unknown, Call[]] => {
      const seen: Call[] = [];
      const result = run(
        make((self, args) => seen.push({ self: Object.keys(self as object).join(), args: [...args] })),
      );
      return [result, seen];
    };
    const [text, ours] = calls((body) => serialize(body).text);
    const [expected, theirs] = calls(JSON.stringify);
    expect(text).toBe(expected);
    expect(ours).toEqual(theirs);
    expect(ours.length).toBeGreaterThan(0);
  });

  it.each<[string, () => unknown]>([
    ["this", () => new Itself()],
    ["a string", () => ({ toJSON: () => "s" })],
    ["null", () => ({ toJSON: () => null })],
    ["a boxed number", () => ({ toJSON: () => Object(4) })],
    ["an array", () => ({ toJSON: () => [1, { a: 2 }] })],
    ["another object with a toJSON, which isn't called", () => ({ toJSON: () => new Shown(1) })],
    ["an object that holds one with a toJSON, which is called", () => ({ toJSON: () => ({ a: new Shown(1) }) })],
    ["a date, whose toJSON isn't called", () => ({ toJSON: () => Object.assign(new Date(0), { a: 1 }) })],
  ])("may return %s", (_, make) => {
    expectSameAsStringify(make);
    expectSameAsStringify(() => ({ cf_a: make(), cf_b: [make()] }));
  });

  it("that isn't a function is a field like any other", () => {
    expectSameAsStringify(() => ({ toJSON: "text", cf_a: { toJSON: { a: 1 } } }));
  });

  it("that returns undefined leaves its field out", () => {
    expectSameAsStringify(() => ({ title: "a", cf_a: { toJSON: () => undefined } }));
  });

  it("that returns undefined in an array is named, for it would be sent as null", () => {
    expect(issuesOf({ cf_a: [{ toJSON: () => undefined }] })).toEqual([
      { field: "cf_a.0", message: "Must not be undefined: JSON has no such value." },
    ]);
  });

  it("is looked up once", () => {
    let reads = 0;
    const body = {
      get toJSON() {
        reads++;
        return () => ({ title: "a" });
      },
    };
    expect(serialize(body).text).toBe('{"title":"a"}');
    expect(reads).toBe(1);
  });

  it("that throws is named, and the rest is looked at all the same", () => {
    const toJSON = () => {
      throw new Error("no");
    };
    expect(issuesOf({ cf_a: [1, { toJSON }], cf_b: Number.NaN })).toEqual([
      { field: "cf_a.1", message: "Couldn't be read: a getter, a proxy or toJSON threw." },
      { field: "cf_b", message: "Must be a finite number, not NaN." },
    ]);
  });

  it("that returns what can't be sent is named", () => {
    expect(issuesOf({ cf_a: { toJSON: () => Number.NaN }, cf_b: { toJSON: () => () => 1 } })).toEqual([
      { field: "cf_a", message: "Must be a finite number, not NaN." },
      { field: "cf_b", message: "Must be a JSON value, not a function." },
    ]);
  });

  it("that never comes to an end is refused", () => {
    const endless = (): unknown => ({ toJSON: () => ({ a: endless() }) });
    expect(issuesOf({ cf_a: endless() })).toMatchObject([{ message: "Must not be nested deeper than 500 levels." }]);
    const itself: object = { toJSON: () => ({ a: itself }) };
    expect(issuesOf({ cf_a: itself })).toEqual([{ field: "cf_a.a", message: "Must not contain itself." }]);
  });
});

describe("reading", () => {
  it("reads each getter exactly once", () => {
    const reads: string[] = [];
    const counted = (name: string, value: unknown): PropertyDescriptor => ({
      enumerable: true,
      get: () => {
        reads.push(name);
        return value;
      },
    });
    const items = Object.defineProperties([] as unknown[], { 0: counted("0", "x"), 1: counted("1", 2) });
    const body = Object.defineProperties({}, { title: counted("title", "a"), cf_a: counted("cf_a", items) });
    expect(serialize(body).text).toBe('{"title":"a","cf_a":["x",2]}');
    expect(reads).toEqual(["title", "cf_a", "0", "1"]);
  });

  it("asks a proxy for each field exactly once", () => {
    const reads: string[] = [];
    const body = new Proxy(
      { title: "a", cf_a: 1 },
      {
        get(target, name) {
          if (typeof name === "string") reads.push(name);
          return Reflect.get(target, name);
        },
      },
    );
    expect(serialize(body).text).toBe('{"title":"a","cf_a":1}');
    expect(reads).toEqual(["toJSON", "title", "cf_a"]);
  });

  it("reads an array's length once, so one that grows as it is read is sent as it was", () => {
    const growing = (): unknown[] => {
      const array: unknown[] = [];
      return Object.defineProperty(array, 0, { enumerable: true, get: () => array.push("more") && "first" });
    };
    expectSameAsStringify(() => ({ title: "a", assigneeIds: growing() }));
  });

  it("gives the validator what is sent, though a getter changes its mind", () => {
    let reads = 0;
    const { text, value } = serialize({
      get title() {
        return ++reads;
      },
    });
    expect(text).toBe('{"title":1}');
    expect(value).toEqual({ title: 1 });
  });

  it("leaves the body as it was", () => {
    const body = { title: "a", cf_a: [1, { b: new Date(0) }] };
    const before = structuredClone(body);
    const { value } = serialize(body);
    (value as typeof body).cf_a.push(2);
    expect(body).toEqual(before);
  });
});

describe("what JSON would drop or change", () => {
  const CASES: [string, unknown, string][] = [
    ["NaN", Number.NaN, "Must be a finite number, not NaN."],
    ["Infinity", Number.POSITIVE_INFINITY, "Must be a finite number, not Infinity."],
    ["-Infinity", Number.NEGATIVE_INFINITY, "Must be a finite number, not -Infinity."],
    ["a boxed NaN", Object(Number.NaN), "Must be a finite number, not NaN."],
    ["an invalid date", new Date(Number.NaN), "Must be a valid date."],
    ["another realm's invalid date", runInNewContext("new Date(NaN)"), "Must be a valid date."],
    ["a function", () => 1, "Must be a JSON value, not a function."],
    ["a class", class {}, "Must be a JSON value, not a function."],
    ["a symbol", Symbol("s"), "Must be a JSON value, not a symbol."],
    ["a bigint", 1n, "Must be a JSON value, not a bigint."],
    ["an ArrayBuffer", new ArrayBuffer(2), "Must be a JSON value, not bytes."],
    ["a typed array too large for any object", new Uint8Array(100_000_000), "Must be a JSON value, not bytes."],
    ["a Buffer", Buffer.from("a"), "Must be a JSON value, not bytes."],
    ...(
      [
        ["a Map", new Map([[1, 2]])],
        ["a Set", new Set([1])],
        ["another realm's Map", runInNewContext("new Map()")],
        ["a Promise", Promise.resolve(1)],
        ["a WeakMap", new WeakMap()],
        ["a regular expression", /a/],
        ["an Error", new Error("e")],
        ["Headers", new Headers({ a: "b" })],
        ["an instance without fields", new (class Empty {})()],
        ["an object that only inherits", Object.create({ title: "a" })],
      ] as [string, unknown][]
    ).map(([name, value]): [string, unknown, string] => [
      name,
      value,
      "Must be a JSON value, not a Promise, Map or other object without fields.",
    ]),
  ];

  it.each(CASES)("names %s in a field, in an object and in an array", (_, value, message) => {
    expect(issuesOf({ title: "a", cf_a: value })).toEqual([{ field: "cf_a", message }]);
    expect(issuesOf({ cf_a: { b: { "c d": value } }, cf_z: 1 })).toEqual([{ field: "cf_a.b.c d", message }]);
    expect(issuesOf({ assigneeIds: ["a", value, "b"] })).toEqual([{ field: "assigneeIds.1", message }]);
  });

  it.each(CASES)("names %s once where it is the whole body", (_, value, message) => {
    expect(issuesOf(value)).toEqual([{ message }]);
  });

  it("names every problem, in the body's order", () => {
    const body = { cf_a: Number.NaN, title: "a", cf_b: [1n, "ok", [Symbol.iterator]], cf_c: { d: () => 1 } };
    expect(issuesOf(body).map(({ field }) => field)).toEqual(["cf_a", "cf_b.0", "cf_b.2.0", "cf_c.d"]);
  });

  it("gives neither text nor a value to send beside an issue", () => {
    expect(serialize({ title: "a", cf_a: Number.NaN }).text).toBe("");
  });

  it("names undefined in an array, where JSON has null for it, and holes", () => {
    const message = "Must not be undefined: JSON has no such value.";
    // biome-ignore lint/suspicious/noSparseArray: the hole is the point
    expect(issuesOf({ cf_a: [1, , 3, undefined] })).toEqual([
      { field: "cf_a.1", message },
      { field: "cf_a.3", message },
    ]);
  });

  it("asks for an object where there is nothing at all", () => {
    expect(issuesOf(undefined)).toEqual([{ message: "Must be an object." }]);
    expect(issuesOf({ toJSON: () => undefined })).toEqual([{ message: "Must be an object." }]);
  });

  it("names a getter that throws once, where it is in the body itself", () => {
    const body = {
      get title() {
        throw new Error("no");
      },
    };
    expect(issuesOf(body)).toMatchObject([{ message: "Couldn't be read: a getter, a proxy or toJSON threw." }]);
  });

  it("names what comes after a getter that throws by its own field, however deep that was", () => {
    const inner = {
      get b() {
        throw new Error("no");
      },
    };
    const fields = issuesOf({ cf_a: [{ x: { inner } }], cf_b: Number.NaN }).map(({ field }) => field);
    expect(fields).toEqual([expect.stringMatching(/^cf_a\.0\.x\.inner(?:\.b)?$/), "cf_b"]);
  });

  it("names a proxy that is revoked or whose traps throw", () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    const no = () => {
      throw new Error("no");
    };
    const message = "Couldn't be read: a getter, a proxy or toJSON threw.";
    for (const value of [
      proxy,
      new Proxy({}, { getPrototypeOf: no }),
      new Proxy({}, { get: no }),
      new Proxy({}, { ownKeys: no }),
      new Proxy({ a: 1 }, { getOwnPropertyDescriptor: no }),
    ])
      expect(issuesOf({ cf_a: [value] })).toEqual([{ field: "cf_a.0", message }]);
  });
});

describe("cycles", () => {
  const message = "Must not contain itself.";

  it("names a body that holds itself", () => {
    const body: Record<string, unknown> = { title: "a" };
    body["cf_a"] = body;
    expect(issuesOf(body)).toEqual([{ field: "cf_a", message }]);
  });

  it("names a longer way round, through an array", () => {
    const inner: { up: unknown[] } = { up: [] };
    inner.up.push("x", inner);
    expect(issuesOf({ cf_a: [inner] })).toEqual([{ field: "cf_a.0.up.1", message }]);
  });

  it("names an array in itself", () => {
    const array: unknown[] = [];
    array.push(array);
    expect(issuesOf({ cf_a: array })).toEqual([{ field: "cf_a.0", message }]);
  });
});

describe("limits", () => {
  it.each([
    ["objects", (inner: unknown) => ({ a: inner })],
    ["arrays", (inner: unknown) => [inner]],
  ])("takes %s as deep as MAX_DEPTH and no deeper", (_, wrap) => {
    expectSameAsStringify(() => nested(MAX_DEPTH, wrap));
    const { issues } = serialize(nested(MAX_DEPTH + 1, wrap));
    expect(issues).toHaveLength(1);
    expect(issues[0]?.message).toBe("Must not be nested deeper than 500 levels.");
    expect(issues[0]?.field?.split(".")).toHaveLength(MAX_DEPTH);
  });

  it("refuses a nesting of a hundred thousand levels", () => {
    expect(issuesOf({ cf_a: nested(100_000, (inner) => [inner]) })).toMatchObject([
      { message: "Must not be nested deeper than 500 levels." },
    ]);
  });

  it("takes as many values as MAX_VALUES and no more", () => {
    const items = new Array(MAX_VALUES - 2).fill(0);
    expect(issuesOf({ cf_a: items })).toEqual([]);
    items.push(0);
    expect(issuesOf({ cf_a: items })).toEqual([tooMany]);
  });

  it("counts a reference each time it is followed", () => {
    let value: unknown = [0];
    for (let level = 0; level < 60; level++) value = [value, value];
    expect(issuesOf({ cf_a: value })).toEqual([tooMany]);
  });

  it("counts holes and undefined too, so that the longest array is refused at once", () => {
    // First one that is survived where they aren't counted.
    expect(issuesOf({ cf_a: new Array(MAX_VALUES + 1) }).slice(0, 2)).toEqual([tooMany]);
    expect(issuesOf({ cf_a: new Array(2 ** 32 - 1) })).toEqual([tooMany]);
  });

  it("ends with a proxy that claims to be endless", () => {
    const endless = new Proxy([], {
      get: (_, name) => (name === "length" ? 2 ** 53 - 1 : name === "toJSON" ? undefined : 0),
    });
    expect(issuesOf({ cf_a: endless })).toEqual([tooMany]);
  });

  it("names no more problems than MAX_ISSUES: each of a million deep ones has a name of a thousand characters", () => {
    const leaf = new Array(MAX_VALUES - 2 * MAX_DEPTH).fill(Number.NaN);
    const issues = issuesOf({ cf_a: nested(MAX_DEPTH - 2, (inner) => [inner === 0 ? leaf : inner]) });
    expect(issues).toHaveLength(MAX_ISSUES + 1);
    expect(issues.at(-1)).toEqual(moreIssues());
  });
});
