import type { components } from "../generated/schema.ts";

type Schemas = components["schemas"];

/** The custom fields of a client whose type doesn't name them: any `cf_` key with any value. */
export type AnyCustomFields = { [key: `cf_${string}`]: unknown };

/** A constraint: every key of `CF`, a type or an interface, begins with `cf_`. */
export type CustomFields<CF> = { [K in keyof CF]: K extends `cf_${string}` ? unknown : never };

/** A schema's documented fields, without its index signature for custom fields. */
type Documented<T> = { [K in keyof T as K extends `cf_${string}` ? never : K]: T[K] };

/** `undefined` counts as left out, for code under `exactOptionalPropertyTypes` too. */
type Loose<T> = { [K in keyof T]: undefined extends T[K] ? T[K] | undefined : T[K] };

type Flat<T> = { [K in keyof T]: T[K] };

/** A task to create. Lists may be readonly. Dates may be `Date`s or RFC 3339 strings. A custom field may be `null`. */
export type NewTask<CF = AnyCustomFields> = Flat<
  Loose<Documented<Schemas["NewTask"]>> & { [K in keyof CF]?: CF[K] | null | undefined }
>;

/**
 * What is accepted as a task to create: a {@link NewTask}, or a value of an interface or class of your own. Those have no index
 * signature, so the one of {@link AnyCustomFields} isn't required.
 */
export type TaskInput<CF = AnyCustomFields> =
  | NewTask<CF>
  | (`cf_${string}` extends keyof CF ? NewTask<Record<never, never>> : never);

/** A task as Heffl returns it. Dates are RFC 3339 strings. A custom field may be missing or `null`. */
export type Task<CF = AnyCustomFields> = Flat<
  Documented<Schemas["HefflTask"]> & { [K in keyof CF]?: AsAnswered<CF[K]> | null | undefined }
>;

/** JSON has no dates: what was sent as a `Date` comes back as a string. */
type AsAnswered<T> = T extends Date ? string : T;
