/** Something that OpenAPI 3.0 can't say, or that nobody has told the script how to say in it. */
export interface Problem {
  /** JSON pointer of the object in the 3.1 document. */
  pointer: string;
  keyword: string;
  /** What to do about it. */
  advice: string;
}

/** Reports a problem with a keyword of the schema at hand. */
export type ReportKeyword = (keyword: string, advice?: string) => void;

/** All of a document's problems at once. */
export class DownConvertError extends Error {
  override name = "DownConvertError";
  readonly problems: Problem[];

  constructor(problems: Problem[]) {
    const lines = problems.map(({ pointer, keyword, advice }) => `  ${pointer}  ${keyword}\n    ${advice}`);
    super(`The document can't be written as OpenAPI 3.0:\n${lines.join("\n")}`);
    this.problems = problems;
  }
}

/** What to do about a keyword that isn't converted. */
export const advice = (keyword: string): string =>
  ADVICE[keyword] ??
  "OpenAPI 3.0 has no such keyword. Do without it, or teach scripts/bundle/down-convert/ what to make of it in 3.0.";

const IN_PROSE = "OpenAPI 3.0 can't say it. Say it in the description instead, which most viewers need anyway.";

const ADVICE: Record<string, string> = {
  true: "OpenAPI 3.0 has no boolean schemas. Write `{}`, which accepts everything too.",
  false: "OpenAPI 3.0 has no boolean schemas. Leave it out, or say in the description that it isn't allowed.",
  const: "Write `enum` with one value, which both versions have.",
  contentEncoding: "Write `format: byte`, which both versions have.",
  contentMediaType: "Write `format: binary`, which both versions have.",
  $defs: "Put the schema into `components/schemas`.",
  definitions: "Put the schema into `components/schemas`.",
  exclusiveMaximum:
    "In OpenAPI 3.0 it is a boolean beside `maximum`. Teach scripts/bundle/down-convert/schema.ts to write that.",
  exclusiveMinimum:
    "In OpenAPI 3.0 it is a boolean beside `minimum`. Teach scripts/bundle/down-convert/schema.ts to write that.",
  ...Object.fromEntries(["if", "then", "else", "dependentSchemas"].map((keyword) => [keyword, IN_PROSE])),
  nullable: 'OpenAPI 3.1 has no `nullable`. Write `type: [string, "null"]`, or whatever type it is.',
  patternProperties: "Write `additionalProperties: {}` and say with `propertyNames` which keys are allowed.",
  webhooks:
    "OpenAPI 3.0 has no webhooks. Describe them elsewhere, or leave them out in scripts/bundle/down-convert/rewrites.ts.",
};
