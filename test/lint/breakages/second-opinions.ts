import { all, having, without } from "../../support/edit.ts";
import type { Breakages } from "../broken.ts";

const POST = "paths /tasks post";
const KEY = "components securitySchemes apiKey";
const parameter = { name: "page", in: "query", description: "A page.", schema: { type: "string" } };
const integer = { type: "integer", description: "How many.", examples: [1] };

/** What Spectral and OWASP find, as far as it can happen here: proof that both rulesets are on. */
export const secondOpinions: Breakages = {
  "info-description": { "an API without a description": without("info description") },
  "no-script-tags-in-markdown": {
    "a script in a description": having(`${POST} description`, "Creates a task. <script>alert(1)</script>"),
  },
  "oas3-schema": { "a misspelt key": having(`${POST} summery`, "Create task") },
  "oas3-valid-media-example": {
    "an example with a wrong value": having(
      `${POST} requestBody content application/json examples titleOnly value title`,
      12,
    ),
  },
  "operation-success-response": { "an operation that never succeeds": without(`${POST} responses 200`) },
  "typed-enum": { "an enum of another type": having("components schemas HefflTaskType enum", [1, 2]) },

  "owasp:api1:2023-no-numeric-ids": {
    "a number as an ID in the path": having(`${POST} parameters`, [{ ...parameter, name: "task_id", schema: integer }]),
  },
  "owasp:api2:2023-no-http-basic": {
    "a password with each request": having(KEY, { type: "http", scheme: "basic" }),
  },
  "owasp:api2:2023-no-api-keys-in-url": { "a key in the query": having(`${KEY} in`, "query") },
  "owasp:api2:2023-auth-insecure-schemes": {
    "an outdated way of signing in": having(KEY, { type: "http", scheme: "oauth" }),
  },
  "owasp:api2:2023-write-restricted": {
    "an operation that needs no key": all(without("security"), having(`${POST} security`, [])),
  },
  "owasp:api3:2023-no-unevaluatedProperties": {
    "a request that takes any key": having("components schemas NewTask unevaluatedProperties", true),
  },
  "owasp:api4:2023-integer-limit": {
    "an integer without limits": having("components schemas HefflTask properties seats", integer),
  },
  "owasp:api4:2023-rate-limit-responses-429": {
    "an operation without 429": without(`${POST} responses 429`),
  },
  "owasp:api7:2023-concerning-url-parameter": {
    "a URL for the server to fetch": having(`${POST} parameters`, [{ ...parameter, name: "avatar_url" }]),
  },
  "owasp:api8:2023-define-error-validation": {
    "an operation that refuses nothing": without(`${POST} responses 400`),
  },
  "owasp:api8:2023-define-error-responses-401": { "an operation without 401": without(`${POST} responses 401`) },
  "owasp:api8:2023-define-error-responses-500": { "an operation without 500": without(`${POST} responses 500`) },
  "owasp:api8:2023-no-server-http": {
    "a server without TLS": having("servers 0 url", "http://api.heffl.com/api/v2"),
  },
  "owasp:api9:2023-inventory-environment": {
    "a server that doesn't say what it is": having("servers 0 description", "A server"),
  },
};
