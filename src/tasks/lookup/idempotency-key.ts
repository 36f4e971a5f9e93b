import type { Serialized } from "../../body/serialize.ts";
import { refuse } from "../../config/checks.ts";
import { own } from "../../config/own.ts";
import { HefflValidationError } from "../../errors/request-errors.ts";

/** A task's JSON, and the key that the task carries. */
export interface KeyedTask {
  text: string;
  key: string;
  /** Whether the key is a new UUID, and not the caller's. */
  isNew: boolean;
}

/**
 * Puts a key into the custom field that carries it: the key of the call, else the one that the task has already, else a new UUID.
 *
 * @param given the call's `idempotencyKey`
 * @throws HefflValidationError when the task has another value in the field, HefflConfigurationError when `given` isn't a key
 */
export function withKey({ value, text }: Serialized, field: string, given: unknown): KeyedTask {
  if (given !== undefined && !isKey(given)) refuse("idempotencyKey must be a string that isn't empty.");
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new HefflValidationError([{ message: "Must be an object." }]);
  const held = own(value, field);
  if (held === undefined) {
    const key = given ?? randomKey();
    return { text: JSON.stringify({ ...value, [field]: key }), key, isNew: given === undefined };
  }
  if (!isKey(held))
    throw new HefflValidationError([{ field, message: "Must be a string that isn't empty, as the idempotencyField." }]);
  if (given !== undefined && given !== held)
    throw new HefflValidationError([{ field, message: "Must be equal to idempotencyKey." }]);
  return { text, key: held, isNew: false };
}

const isKey = (value: unknown): value is string => typeof value === "string" && value !== "";

function randomKey(): string {
  const crypto = globalThis.crypto as Partial<Crypto> | undefined;
  return crypto?.randomUUID?.() ?? refuse("This runtime can't make a UUID. Pass an idempotencyKey.");
}

/** Checks the client's option. */
export function checkField(field: unknown): string | undefined {
  if (field === undefined || (typeof field === "string" && /^cf_./.test(field))) return field;
  return refuse("idempotencyField must be a custom field's key, such as cf_request_id.");
}
