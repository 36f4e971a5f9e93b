import { isDeepStrictEqual } from "node:util";
import { below, everyObject, isObject, type Json, type Place, resolve, whole } from "../lib/document.ts";
import type { Kind } from "../lib/openapi-objects.ts";
import type { Change, Impact } from "./change.ts";

/**
 * What `redocly diff` passes over, or rates too low for a document that clients and validators are generated from. Both
 * ways count where a rule is concerned: a stricter one refuses what was fine; a looser one stops refusing, before
 * anything is sent, what Heffl refuses.
 */
export function ownChecks(base: Json, revision: Json): Change[] {
  const before = new Map([...everyObject(whole(base))].map((place) => [place.pointer, place]));
  return [...everyObject(whole(revision))].flatMap((after) => {
    const same = before.get(after.pointer);
    if (!same) return isNewRequiredHeader(after, before, revision) ? [NEW_REQUIRED_HEADER(after)] : [];
    return (CHECKS[after.kind] ?? []).flatMap((check) => check(same.node, after.node, after.pointer));
  });
}

type Check = (before: Json, after: Json, pointer: string) => Change[];

const CHECKS: Partial<Record<Kind, Check[]>> = {
  Root: [
    differs("security", "major", "The keys that a request needs changed."),
    differs("jsonSchemaDialect", "major", "Every schema is read by other rules."),
  ],
  Operation: [
    differs("security", "major", "The keys that a request needs changed."),
    differs("tags", "major", "Its tags changed, which generated clients are divided by."),
    becameDeprecated,
  ],
  Parameter: [becameDeprecated],
  Header: [differs("required", "major", "Whether it always comes changed; a client may refuse an answer without it.")],
  Components: [lost("schemas", "Generated types have its name.")],
  Schema: [
    lost("properties", "A client that names it no longer compiles."),
    differs("propertyNames", "major", "The rule for its keys changed.", withoutItsFields),
    differs("patternProperties", "major", "The rule for its keys changed."),
    differs("additionalProperties", "major", "The rule for its other keys changed."),
    differs("unevaluatedProperties", "major", "The rule for its other keys changed."),
    differs("dependentRequired", "major", "Which fields need others changed."),
    differs("dependentSchemas", "major", "Which fields need others changed."),
    differs("readOnly", "major", "Whether it may be sent changed."),
    differs("writeOnly", "major", "Whether it is answered changed."),
    hasAnotherDefault,
    becameDeprecated,
  ],
};

function differs(keyword: string, impact: Impact, what: string, view = (node: Json) => node[keyword]): Check {
  return (before, after, pointer) =>
    isDeepStrictEqual(view(before), view(after)) ? [] : [{ impact, pointer: below(pointer, keyword), what }];
}

/** New fields have to be listed there, and are no change of the rule. */
function withoutItsFields({ propertyNames, properties }: Json): unknown {
  if (!isObject(propertyNames) || !Array.isArray(propertyNames["anyOf"])) return propertyNames;
  const isOther = (name: string) => !isObject(properties) || !(name in properties);
  const anyOf = (propertyNames["anyOf"] as Json[]).map((option) =>
    Array.isArray(option["enum"]) ? { ...option, enum: option["enum"].filter(isOther) } : option,
  );
  return { ...propertyNames, anyOf };
}

function lost(map: string, what: string): Check {
  return (before, after, pointer) =>
    Object.keys((before[map] ?? {}) as Json)
      .filter((name) => !Object.hasOwn((after[map] ?? {}) as Json, name))
      .map((name) => ({ impact: "major", pointer: below(below(pointer, map), name), what: `It is gone. ${what}` }));
}

/** Requests that leave it out mean something else then. A default that wasn't told before changes nothing. */
function hasAnotherDefault(before: Json, after: Json, pointer: string): Change[] {
  if (!("default" in before) || isDeepStrictEqual(before["default"], after["default"])) return [];
  return [{ impact: "major", pointer: below(pointer, "default"), what: "What it is when it is left out changed." }];
}

function becameDeprecated(before: Json, after: Json, pointer: string): Change[] {
  if (before["deprecated"] === true || after["deprecated"] !== true) return [];
  return [{ impact: "minor", pointer: below(pointer, "deprecated"), what: "It became deprecated." }];
}

function isNewRequiredHeader({ kind, node, pointer }: Place, before: Map<string, Place>, revision: Json): boolean {
  const response = before.get(pointer.replace(/\/headers\/[^/]+$/, ""));
  if (kind !== "Header" || response?.kind !== "Response") return false;
  const header = typeof node["$ref"] === "string" ? resolve(revision, node["$ref"]) : node;
  return header["required"] === true;
}

const NEW_REQUIRED_HEADER = ({ pointer }: Place): Change => ({
  impact: "major",
  pointer,
  what: "A header that always comes was added; a client may refuse an answer without it.",
});
