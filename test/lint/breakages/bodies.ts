import { all, having, without } from "../../support/edit.ts";
import type { Breakages } from "../broken.ts";

const REQUEST = "paths /tasks post requestBody content application/json";
const RESPONSES = "paths /tasks post responses";
const CONFLICT = "components responses Conflict content application/json";
const HEADER = "components headers RateLimit-Reset";
const PAGE = "paths /tasks get responses 200 content application/json";

/** What concerns requests and answers around their schemas: media types, statuses, headers, examples. */
export const bodies: Breakages = {
  "request-mime-type": {
    "a request in a form": having("paths /tasks post requestBody content", renamed("multipart/form-data")),
  },
  "response-mime-type": {
    "an error as problem+json": having("components responses Conflict content", renamed("application/problem+json")),
    "a second media type": having(`${RESPONSES} 200 content text/plain`, { schema: { type: "string" } }),
  },
  "response-contains-header": {
    "a 429 without RateLimit-Reset": without("components responses TooManyRequests headers"),
  },
  "response-contains-property": {
    "an error body without `error`": without("components schemas ErrorResponse properties error"),
  },
  "rule/every-published-error": Object.fromEntries(
    ["400", "401", "403", "429", "500"].flatMap((status) => [
      [`a create without ${status}`, without(`${RESPONSES} ${status}`)],
      [`a read without ${status}`, without(`paths /tasks/{id} get responses ${status}`)],
    ]),
  ),
  "rule/every-error-of-a-create": {
    "a create without 404": without(`${RESPONSES} 404`),
    "a create without 409": without(`${RESPONSES} 409`),
  },
  "rule/outcome-told": {
    "an answer that doesn't say what it proves": without("components responses Conflict x-outcome"),
    "an answer that proves something else": having(`${RESPONSES} 200 x-outcome`, "perhaps"),
  },
  "rule/outcome-of-creates-alone": {
    "a read with an outcome": having("paths /tasks get responses 200 x-outcome", "created"),
    "a read with a create's error": having(
      "paths /tasks/{id} get responses 404 $ref",
      "#/components/responses/NotFound",
    ),
  },
  "rule/no-unpublished-status": {
    "a status that Heffl doesn't publish": having(`${RESPONSES} 418`, { $ref: "#/components/responses/Conflict" }),
    "a default answer": having(`${RESPONSES} default`, { $ref: "#/components/responses/Conflict" }),
  },
  "rule/one-error-body": {
    "an error with a body of its own": having(`${CONFLICT} schema $ref`, "#/components/schemas/ErrorInfo"),
    "an error in a 5xx with a body of its own": having(
      "components responses InternalServerError content application/json schema $ref",
      "#/components/schemas/ErrorInfo",
    ),
  },
  "rule/request-body-required": {
    "a request whose body may be missing": without("paths /tasks post requestBody required"),
    "a request whose body is optional": having("paths /tasks post requestBody required", false),
  },
  "rule/body-is-component": {
    "an answer with an inline schema": having(`${RESPONSES} 200 content application/json schema`, { type: "object" }),
    "a request with an inline schema": having(`${REQUEST} schema`, { type: "object" }),
  },
  "rule/response-pascal-case": {
    "an answer named in snake_case": having("components responses not_modified", { description: "Not modified." }),
  },

  "rule/named-examples": {
    "an answer with one example that has no name": all(
      without(`${CONFLICT} examples`),
      having(`${CONFLICT} example`, { error: { code: "CONFLICT", message: "A conflict." } }),
    ),
    "a request without an example": without(`${REQUEST} examples`),
  },
  "rule/at-least-one-example": { "an empty list of examples": having(`${CONFLICT} examples`, {}) },
  "rule/example-summary": {
    "an example without a summary": without(`${CONFLICT} examples conflict summary`),
  },
  "rule/example-inline": {
    "an example in another place": having(`${CONFLICT} examples conflict`, {
      summary: "A conflict",
      externalValue: "https://docs.heffl.com/conflict.json",
    }),
  },
  "rule/example-camel-case": {
    "an example named in kebab-case": having(`${CONFLICT} examples`, renamed("a-conflict")),
  },
  "heffl/examples-show-every-field": {
    "a request field that no example shows": without(`${REQUEST} examples followUpCall value assigneeIds`),
    "a response field that no example shows": all(
      without(`${RESPONSES} 200 content application/json examples followUpCall value contactId`),
      without(`${RESPONSES} 200 content application/json examples unsetFields value contactId`),
    ),
    "a page's field that no example shows": all(
      without(`${PAGE} examples firstPage value meta`),
      without(`${PAGE} examples lastPage value meta`),
      without(`${PAGE} examples emptyPage value meta`),
    ),
    "custom fields that no example shows": all(
      without(`${REQUEST} examples followUpCall value cf_follow_up_type`),
      without(`${REQUEST} examples followUpCall value cf_seats`),
      without(`${REQUEST} examples explicitNulls value cf_follow_up_type`),
    ),
  },
  "rule/example-on-every-header": { "a header without an example": without(`${HEADER} example`) },
};

/** The first entry alone, under another name. */
function renamed(name: string) {
  return (entries: object) => ({ [name]: Object.values(entries)[0] });
}
