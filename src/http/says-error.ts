import { own } from "../config/own.ts";
import { type Answer, objectOf, parseObject } from "./answer.ts";

/**
 * Whether a body says that it is an error, whatever else it contains: in a top-level `error` or `errors` that is neither
 * null, false nor empty, or by `success: false`. A body that was cut off is judged by what arrived.
 */
export const saysError = (answer: Answer): boolean => {
  const whole = objectOf(answer);
  return whole === undefined ? partSaysError(answer.text) : hasError(whole);
};

const hasError = (body: object): boolean =>
  ["error", "errors"].some((name) => !isNothing(own(body, name))) || own(body, "success") === false;

const isNothing = (value: unknown): boolean =>
  (value ?? false) === false || value === "" || (typeof value === "object" && Object.keys(value ?? {}).length === 0);

/** The same for an object that was cut off: checks the fields that arrived whole, and the name of the last one. */
function partSaysError(text: string): boolean {
  const from = startOfLastField(text);
  const before = parseObject(`${text.slice(0, from).replace(/,$/, "")}}`);
  if (before !== undefined && hasError(before)) return true;
  const field = text.slice(from);
  const last = parseObject(`{${field}}`);
  if (last !== undefined) return hasError(last);
  const name = field.match(/^\s*("(?:[^"\\]|\\.){1,60}")\s*(?::|$)/)?.[1];
  const named = parseObject(`{${name}:true}`) ?? {};
  return ["error", "errors", "success"].some((each) => own(named, each));
}

/** The position in an object's text at which its last field begins. */
function startOfLastField(text: string): number {
  let from = 0;
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === '"') quoted = !quoted;
    else if (quoted) at += character === "\\" ? 1 : 0;
    else if (character === "{" || character === "[") {
      if (++depth === 1) from = at + 1;
    } else if (character === "}" || character === "]") depth--;
    else if (character === "," && depth === 1) from = at + 1;
  }
  return from;
}
