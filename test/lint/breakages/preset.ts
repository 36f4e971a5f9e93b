import { all, having, without } from "../../support/edit.ts";
import type { Breakages } from "../broken.ts";

const POST = "paths /tasks post";
const TASK = "components schemas HefflTask";

/** What recommended-strict finds, as far as this document leans on it: proof that the preset is on. */
export const preset: Breakages = {
  struct: {
    "a misspelt key": having(`${POST} summery`, "Create task"),
    "OpenAPI 3.0's nullable": having(`${TASK} properties id nullable`, true),
    "a type that doesn't exist": having(`${TASK} properties id type`, "text"),
    "an answer without a description": without(`${POST} responses 200 description`),
  },
  "no-unresolved-refs": {
    "a $ref to nothing": having(`${TASK} properties status $ref`, "#/components/schemas/Status"),
  },
  "no-unused-components": {
    "a component that nothing uses": having("components schemas Leftover", { type: "object" }),
  },
  "no-invalid-media-type-examples": {
    "a request example with a wrong value": having(
      `${POST} requestBody content application/json examples titleOnly value title`,
      12,
    ),
    "an answer's example without a required field": without(
      `${POST} responses 200 content application/json examples titleOnly value number`,
    ),
    "an error example with an unknown code": having(
      "components responses Conflict content application/json examples conflict value error code",
      "CLASH",
    ),
    "an example with entity and no entityId": without(
      `${POST} requestBody content application/json examples followUpCall value entityId`,
    ),
    "an example with a key that requests refuse": having(
      `${POST} requestBody content application/json examples titleOnly value customFields`,
      {},
    ),
  },
  "no-invalid-schema-examples": {
    "a field's example of another type": having(`${TASK} properties showTime examples`, ["yes"]),
    "a field's example that isn't a date-time": having(`${TASK} properties createdAt examples`, ["yesterday"]),
  },
  "no-enum-type-mismatch": { "an enum of another type": having("components schemas HefflTaskType enum", [1, 2]) },
  "no-duplicated-enum-values": {
    "a value twice in an enum": having("components schemas HefflTaskType enum", ["call", "call", "todo", "meeting"]),
  },
  "no-required-schema-properties-undefined": {
    "a required field that isn't there": having(`${TASK} required`, (names: string[]) => [...names, "color"]),
  },
  "security-defined": {
    "an operation without security": without("security"),
    "a key that isn't declared": having("security", [{ token: [] }]),
  },
  "operation-summary": { "an operation without a summary": without(`${POST} summary`) },
  "operation-operationId": { "an operation without a name": without(`${POST} operationId`) },
  "operation-operationId-unique": {
    "two operations of one name": having("paths /todos", { post: { operationId: "createTask" } }),
  },
  "operation-2xx-response": { "an operation that never succeeds": without(`${POST} responses 200`) },
  "operation-4xx-response": {
    "an operation that never refuses": all(
      ...["400", "401", "403", "404", "409", "429"].map((status) => without(`${POST} responses ${status}`)),
    ),
  },
  "tag-description": { "a tag without a description": without("tags 0 description") },
  "info-license": { "no license": without("info license") },
  "no-empty-servers": { "no server": without("servers") },
  "no-server-trailing-slash": {
    "a server with a slash at its end": having("servers 0 url", "https://api.heffl.com/api/v2/"),
  },
  "no-path-trailing-slash": { "a path with a slash at its end": having("paths /tasks/", {}) },
  "path-parameters-defined": {
    "a path with a parameter that isn't declared": having("paths /tasks/{id}", { get: {} }),
  },
  "spec-ref-siblings": {
    "a key beside a response's $ref": having(`${POST} responses 409 headers`, {}),
  },
};
