import { type Json, readDocument } from "../document.ts";
import { all, type Edit, having, renaming, without } from "./edit.ts";

const POST = "paths /tasks post";
const KEY = "components securitySchemes apiKey";
const NEW_TASK = "components schemas NewTask";
const TASK = "components schemas Task";
const RESET = "components headers RateLimit-Reset";
const LIMITED = "components responses TooManyRequests headers";
const SCALARS = { type: ["string", "number", "null"], examples: ["phone"] };

const saying = (path: string, words: string, others: string) =>
  having(path, (text: string) => {
    if (!text.includes(words)) throw new Error(`${path} doesn't say “${words}”.`);
    return text.replaceAll(words, others);
  });

/** Ways to get wrong what is neither a field, nor an enum, nor a status. */
export const WHOLE: Record<string, Edit> = {
  "the dialect is gone": without("jsonSchemaDialect"),
  "the dialect is OpenAPI's": having("jsonSchemaDialect", "https://spec.openapis.org/oas/3.1/dialect/base"),
  "the server is another": having("servers 0 url", "https://app.heffl.com/api/v2"),
  "the server is v1": having("servers 0 url", "https://api.heffl.com/api/v1"),
  "the server has no TLS": having("servers 0 url", "http://api.heffl.com/api/v2"),
  "there is a second server": having("servers 1", { url: "https://eu.heffl.com/api/v2", description: "Production" }),
  "the version is another": having("info version", "9.9.9"),
  "the path is another": renaming("paths /tasks", "/task"),
  "the method is another": renaming(POST, "put"),
  "the operation has another name": having(`${POST} operationId`, "addTask"),

  "the key's header is another": having(`${KEY} name`, "authorization"),
  "the key is in the query": having(`${KEY} in`, "query"),
  "the key is in a cookie": having(`${KEY} in`, "cookie"),
  "the key is a bearer token": having(KEY, { type: "http", scheme: "bearer", description: "A token." }),
  "no key is needed": without("security"),
  "a key is optional": having("security", [{}, { apiKey: [] }]),
  "the operation needs no key": having(`${POST} security`, []),

  "the request may be left out": having(`${POST} requestBody required`, false),
  "the request is a form": renaming(`${POST} requestBody content application/json`, "multipart/form-data"),
  "the request takes any key": without(`${NEW_TASK} propertyNames`),
  "the request takes cf without _": having(`${NEW_TASK} propertyNames anyOf 1 pattern`, "^cf"),
  "the request takes cf_ anywhere": having(`${NEW_TASK} propertyNames anyOf 1 pattern`, "cf_"),
  "the request takes no custom fields": without(`${NEW_TASK} propertyNames anyOf 1`),
  "the request's custom fields have types": having(`${NEW_TASK} additionalProperties`, SCALARS),
  "the request's open map is true": having(`${NEW_TASK} additionalProperties`, true),
  "the request has no open map": without(`${NEW_TASK} additionalProperties`),
  "entity needs nothing": without(`${NEW_TASK} dependentRequired`),
  "entityId needs entity too": having(`${NEW_TASK} dependentRequired entityId`, ["entity"]),
  "the dependency is turned round": having(`${NEW_TASK} dependentRequired`, { entityId: ["entity"] }),

  "the answer refuses unknown keys": having(`${TASK} propertyNames`, {
    anyOf: [{ enum: answeredFields() }, { pattern: "^cf_" }],
  }),
  "the answer's custom fields have types": having(`${TASK} additionalProperties`, SCALARS),
  "the answer's open map is true": having(`${TASK} additionalProperties`, true),
  "the answer has no open map": without(`${TASK} additionalProperties`),

  "429 has no header": all(without(LIMITED), without("components headers")),
  "429 has Retry-After instead": having(LIMITED, { "Retry-After": { $ref: "#/components/headers/RateLimit-Reset" } }),
  "RateLimit-Reset is a number": all(
    having(`${RESET} example`, 27),
    having(`${RESET} schema`, { type: "integer", description: "Seconds.", examples: [27] }),
  ),
  "RateLimit-Reset always comes": having(`${RESET} required`, true),

  "the prose knows no rate limit": saying("info description", "60 requests a minute", "limited requests"),
  "the prose knows another rate limit": saying("info description", "60 requests a minute", "100 requests a minute"),
  "the prose promises an idempotency key": saying(`${POST} description`, "no idempotency key", "an idempotency key"),
  "the prose forgets entityId": saying(`${POST} description`, " **and** `entityId`", ""),
  "the prose forgets that other keys are refused": saying(`${POST} description`, "Any other key is refused.", ""),
  "the prose has a code under another status": saying("info description", "| 403 | `FORBIDDEN`", "| 403 | `CONFLICT`"),
};

function answeredFields(): string[] {
  const { components } = readDocument() as { components: { schemas: { Task: { properties: Json } } } } & Json;
  return Object.keys(components.schemas.Task.properties);
}
