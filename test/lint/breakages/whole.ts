import { all, having, without } from "../../support/edit.ts";
import type { Breakages } from "../broken.ts";

const KEY = "components securitySchemes apiKey";
const POST = "paths /tasks post";

/** What concerns the document as a whole, its operations and its prose. */
export const whole: Breakages = {
  "rule/dialect": {
    "no dialect": without("jsonSchemaDialect"),
    "the dialect that switches the mock's checks off": having(
      "jsonSchemaDialect",
      "https://spec.openapis.org/oas/3.1/dialect/base",
    ),
  },
  "rule/https-server": {
    "a server without TLS": having("servers 0 url", "http://api.heffl.com/api/v2"),
  },
  "rule/key-in-header": {
    "a key in the query": having(`${KEY} in`, "query"),
    "a key in a cookie": having(`${KEY} in`, "cookie"),
  },
  "rule/security-at-root": {
    "security on the operation alone": all(having(`${POST} security`, [{ apiKey: [] }]), without("security")),
  },
  "info-contact": { "no contact": without("info contact") },
  "operation-description": {
    "an operation without a description": without(`${POST} description`),
  },
  "operation-singular-tag": {
    "an operation with two tags": having(`${POST} tags`, ["Tasks", "Tasks"]),
  },
  "operation-tag-defined": {
    "an operation without a tag": without(`${POST} tags`),
    "a tag that isn't declared": having(`${POST} tags`, ["Chores"]),
  },
  "parameter-description": {
    "a parameter without a description": having(`${POST} parameters`, [
      { name: "notify", in: "query", schema: { type: "boolean", examples: [true] } },
    ]),
  },
  "array-parameter-serialization": {
    "a list in the query without a serialization": having(`${POST} parameters`, [
      { name: "tags", in: "query", description: "Tags.", schema: { type: "array", items: { type: "string" } } },
    ]),
  },
  "path-http-verbs-order": {
    "operations out of order": having("paths /tasks", (path: object) => ({ delete: {}, ...path })),
    "a read before the create": having("paths /tasks", ({ post, ...path }: { post: object }) => ({ ...path, post })),
  },
  "spec-strict-refs": {
    "a $ref where none may stand": all(
      having("x-server", { url: "https://api.heffl.com/api/v2", description: "Production" }),
      having("servers 0", { $ref: "#/x-server" }),
    ),
  },

  "rule/no-blank-description": {
    "an empty description": having("components schemas HefflTask properties id description", ""),
    "a blank description of the API": having("info description", " \n"),
    "a blank description of an answer": having(`${POST} responses 200 description`, " "),
  },
  "rule/short-info": { "a guide in every generated file": having("info description", "Long. ".repeat(200)) },
  "rule/described-schema": {
    "a component without a title": without("components schemas ErrorIssue title"),
    "a component with an empty title": having("components schemas ErrorIssue title", ""),
    "a component without a description": without("components schemas NewTask description"),
  },
  "rule/described-property": {
    "a field without a description": without("components schemas NewTask properties title description"),
    "a nullable enum without a description": without("components schemas HefflTask properties priority description"),
    "a nested field without a description": without("components schemas ErrorIssue properties field description"),
  },
  "rule/described-header": {
    "a header without a description": without("components headers RateLimit-Reset description"),
  },
  "rule/described-request-body": {
    "a request without a description": without(`${POST} requestBody description`),
  },
  "rule/described-security-scheme": {
    "a key that nobody says where to get": without(`${KEY} description`),
  },
  "rule/described-server": { "a server without a description": without("servers 0 description") },

  "rule/operation-id-camel-case": {
    "an operation named in snake_case": having(`${POST} operationId`, "create_task"),
  },
};
