import { all, type Edit, having, renaming, without } from "../support/edit.ts";

/** A change of the document, and what it is to be rated as. */
export interface Row {
  what: string;
  edit: Edit;
  impact: "patch" | "minor" | "major" | undefined;
  /** Changes the older document first. */
  before?: Edit;
  /** Set where `redocly diff` by itself rates it lower. */
  own?: true;
}

const POST = "paths /tasks post";
const LIST = "paths /tasks get";
const NEW = "components schemas NewTask";
const TASK = "components schemas HefflTask";
const LISTED = `${NEW} propertyNames anyOf 0 enum`;

const also = (name: string) => (names: string[]) => [...names, name];
const butFor = (name: string) => (names: string[]) => names.filter((other) => other !== name);
const row = (what: string, impact: Row["impact"], edit: Edit, before?: Edit): Row =>
  before ? { what, impact, edit, before } : { what, impact, edit };
const own = (what: string, edit: Edit, before?: Edit, impact: Row["impact"] = "major"): Row => ({
  ...row(what, impact, edit, before),
  own: true,
});

/** Changes of an operation, or of what it uses. */
export const INSIDE: Row[] = [
  row("nothing", undefined, () => {}),
  row("a description", "patch", having(`${POST} description`, "Other words.")),
  row(
    "an optional field of the request",
    "minor",
    all(having(`${NEW} properties color`, { type: "string" }), having(LISTED, also("color"))),
  ),
  row("a field of the answer", "minor", having(`${TASK} properties color`, { type: "string" })),
  row("a further status", "minor", having(`${POST} responses 402`, { description: "Pay first." })),
  row(
    "a header that may come",
    "minor",
    having(`${POST} responses 200 headers`, { "X-Id": { schema: { type: "string" } } }),
  ),
  row("a limit gone", "patch", without(`${NEW} properties durationMinutes minimum`)),

  row(
    "a field of the request gone",
    "major",
    all(without(`${NEW} properties tagIds`), having(LISTED, butFor("tagIds"))),
  ),
  row("a field of the request now required", "major", having(`${NEW} required`, also("type"))),
  row("null no longer allowed in the request", "major", having(`${NEW} properties description type`, "string")),
  row("a limit raised", "major", having(`${NEW} properties durationMinutes minimum`, 1)),
  row("a field of the answer gone", "major", without(`${TASK} properties contactId`)),
  row("a field of the answer no longer certain", "major", having(`${TASK} required`, butFor("number"))),
  row("null now possible in the answer", "major", having(`${TASK} properties title type`, ["string", "null"])),
  row("a value of an enum gone", "major", having("components schemas HefflTaskPriority enum", butFor("LOW"))),
  row("a value of an enum more", "major", having("components schemas ErrorCode enum", also("TEAPOT"))),
  row("the pattern of custom fields", "major", having(`${NEW} propertyNames anyOf 1 pattern`, "^x_")),
  row("requests closed", "major", having(`${NEW} additionalProperties`, false)),
  row(
    "a parameter that is required",
    "major",
    having(`${POST} parameters`, [{ name: "X-Team", in: "header", required: true, schema: {} }]),
  ),
  row("a parameter of a list gone", "major", without(`${LIST} parameters 2`)),
  row("a parameter of a list now required", "major", having(`${LIST} parameters 2 required`, true)),
  row("smaller pages", "major", having(`${LIST} parameters 1 schema maximum`, 50)),
  row("larger pages", "patch", having(`${LIST} parameters 1 schema maximum`, 200)),
  row("an order gone", "major", having("components schemas OrderDir enum", butFor("asc"))),
  row("a field of a page gone", "major", without("components schemas PageMeta properties hasMore")),
  row("a list gone", "major", without(LIST)),
  row("another name of the operation", "major", having(`${POST} operationId`, "makeTask")),
  row("a status gone", "major", without(`${POST} responses 409`)),
  row("a header gone", "major", without("components responses TooManyRequests headers")),
  row("another media type", "major", renaming(`${POST} requestBody content application/json`, "application/xml")),

  own("the rule for the request's keys gone", without(`${NEW} propertyNames`)),
  own("a rule for the answer's keys", having(`${TASK} propertyNames`, { pattern: "^[a-z]" })),
  own("a key allowed that is no field", having(LISTED, also("color"))),
  own("patterns for keys", having(`${NEW} patternProperties`, { "^cf_": { type: "string" } })),
  own("dependent fields gone", without(`${NEW} dependentRequired`)),
  own("dependent fields weaker", having(`${NEW} dependentRequired entity`, [])),
  own("dependent fields stronger", having(`${NEW} dependentRequired entity`, ["entityId", "dueDate"])),
  own("dependent fields the other way too", having(`${NEW} dependentRequired entityId`, ["entity"])),
  row("a default told for the first time", "patch", having(`${LIST} parameters 2 schema default`, "")),
  own("another default of a parameter", having(`${LIST} parameters 1 schema default`, 50)),
  own("another default order", having("components schemas OrderDir default", "asc")),
  own("answers closed", having(`${TASK} additionalProperties`, false)),
  own("answers closed to all but strings", having(`${TASK} additionalProperties`, { type: "string" })),
  own("the place for custom fields gone", without(`${NEW} additionalProperties`)),
  own("a field gone from a part of the request", without(`${NEW} properties tagIds`)),
  own("a field that can't be sent any more", having(`${NEW} properties title readOnly`, true)),
  own("a field that isn't answered any more", having(`${TASK} properties title writeOnly`, true)),
  own(
    "a header that always comes",
    having(`${POST} responses 200 headers`, { "X-Id": { required: true, schema: {} } }),
  ),
  own(
    "a header that always comes, by reference",
    having(`${POST} responses 200 headers`, { "RateLimit-Reset": { $ref: "#/components/headers/RateLimit-Reset" } }),
    having("components headers RateLimit-Reset required", true),
  ),
  own("a header certain", having("components headers RateLimit-Reset required", true)),
  own(
    "a header no longer certain",
    having("components headers RateLimit-Reset required", false),
    having("components headers RateLimit-Reset required", true),
  ),
  own("another tag", having(`${POST} tags`, ["Todos"])),
  own("another name of a type", renamingSchema("HefflTaskType", "TaskKind")),
  own("an operation deprecated", having(`${POST} deprecated`, true), undefined, "minor"),
  own("a field deprecated", having(`${TASK} properties number deprecated`, true), undefined, "minor"),
];

/** Changes of the document as a whole. */
export const OUTSIDE: Row[] = [
  row("the version alone", undefined, having("info version", "9.9.9")),
  row(
    "an endpoint",
    "minor",
    having("paths /tags", { get: { operationId: "getTags", responses: { 200: { description: "Tags." } } } }),
  ),
  row("another server", "major", having("servers 0 url", "https://api.heffl.com/api/v3")),
  row("another header for the key", "major", having("components securitySchemes apiKey name", "authorization")),
  own("no key any more", without("security")),
  own("another dialect", having("jsonSchemaDialect", "https://spec.openapis.org/oas/3.1/dialect/base")),
  {
    ...row(
      "an example",
      "patch",
      having(`${POST} requestBody content application/json examples titleOnly value title`, "Other"),
    ),
    own: true,
  },
];

function renamingSchema(from: string, to: string): Edit {
  return (document) => {
    renaming(`components schemas ${from}`, to)(document);
    Object.assign(document, JSON.parse(JSON.stringify(document).replaceAll(`schemas/${from}"`, `schemas/${to}"`)));
  };
}
