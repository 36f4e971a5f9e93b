/** What a field of an OpenAPI object holds: plain data, or one (`Kind`), a list (`Kind[]`) or a map (`Kind{}`) of them. */
export type Field = "data" | Kind | `${Kind}[]` | `${Kind}{}`;

/**
 * The objects of OpenAPI 3.0 and their fields, from https://spec.openapis.org/oas/v3.0.3. `*` is every other name;
 * beside it `x-` still begins an extension, which in a map it doesn't: there it is a name like any other.
 */
export const OBJECTS = {
  Root: {
    openapi: "data",
    info: "Info",
    servers: "Server[]",
    paths: "Paths",
    components: "Components",
    security: "data",
    tags: "Tag[]",
    externalDocs: "ExternalDocs",
  },
  Info: {
    title: "data",
    description: "data",
    termsOfService: "data",
    contact: "Contact",
    license: "License",
    version: "data",
  },
  Contact: data("name", "url", "email"),
  License: data("name", "url"),
  Server: { ...data("url", "description"), variables: "ServerVariable{}" },
  ServerVariable: data("enum", "default", "description"),
  Components: {
    schemas: "Schema{}",
    responses: "Response{}",
    parameters: "Parameter{}",
    examples: "Example{}",
    requestBodies: "RequestBody{}",
    headers: "Header{}",
    securitySchemes: "SecurityScheme{}",
    links: "Link{}",
    callbacks: "Paths{}",
  },
  Paths: { "*": "PathItem" },
  PathItem: {
    ...data("summary", "description"),
    get: "Operation",
    put: "Operation",
    post: "Operation",
    delete: "Operation",
    options: "Operation",
    head: "Operation",
    patch: "Operation",
    trace: "Operation",
    servers: "Server[]",
    parameters: "Parameter[]",
  },
  Operation: {
    ...data("tags", "summary", "description", "operationId", "deprecated", "security"),
    externalDocs: "ExternalDocs",
    parameters: "Parameter[]",
    requestBody: "RequestBody",
    responses: "Responses",
    callbacks: "Paths{}",
    servers: "Server[]",
  },
  ExternalDocs: data("description", "url"),
  Parameter: { ...data("name", "in"), ...parameterLike() },
  Header: parameterLike(),
  RequestBody: { ...data("description", "required"), content: "MediaType{}" },
  MediaType: { schema: "Schema", example: "data", examples: "Example{}", encoding: "Encoding{}" },
  Encoding: { ...data("contentType", "style", "explode", "allowReserved"), headers: "Header{}" },
  Responses: { "*": "Response" },
  Response: { description: "data", headers: "Header{}", content: "MediaType{}", links: "Link{}" },
  Example: data("summary", "description", "value", "externalValue"),
  Link: { ...data("operationRef", "operationId", "parameters", "requestBody", "description"), server: "Server" },
  Tag: { ...data("name", "description"), externalDocs: "ExternalDocs" },
  SecurityScheme: {
    ...data("type", "description", "name", "in", "scheme", "bearerFormat", "openIdConnectUrl"),
    flows: "OAuthFlow{}",
  },
  OAuthFlow: data("authorizationUrl", "tokenUrl", "refreshUrl", "scopes"),
  Schema: {
    ...data("title", "multipleOf", "maximum", "minimum", "maxLength", "minLength", "pattern", "maxItems", "minItems"),
    ...data("uniqueItems", "maxProperties", "minProperties", "required", "enum", "type", "description", "format"),
    ...data("default", "nullable", "discriminator", "readOnly", "writeOnly", "example", "deprecated", "xml"),
    allOf: "Schema[]",
    oneOf: "Schema[]",
    anyOf: "Schema[]",
    not: "Schema",
    items: "Schema",
    properties: "Schema{}",
    additionalProperties: "Schema",
    externalDocs: "ExternalDocs",
  },
} as const satisfies Record<string, Record<string, string>>;

export type Kind = keyof typeof OBJECTS;

/** What `kind` holds under `key`; undefined when OpenAPI 3.0 has no such field. */
export function fieldOf(kind: Kind, key: string): Field | undefined {
  const fields: Record<string, string> = OBJECTS[kind];
  return (Object.hasOwn(fields, key) ? fields[key] : fields["*"]) as Field | undefined;
}

/** The kind of object that a field holds, be it one or many. */
export const kindIn = (field: Exclude<Field, "data">): Kind => field.replace(/\[\]$|\{\}$/, "") as Kind;

export const isExtension = (key: string): boolean => key.startsWith("x-");

function data<Name extends string>(...names: Name[]): Record<Name, "data"> {
  return Object.fromEntries(names.map((name) => [name, "data"])) as Record<Name, "data">;
}

function parameterLike() {
  return {
    ...data("description", "required", "deprecated", "allowEmptyValue", "style", "explode", "allowReserved", "example"),
    schema: "Schema",
    content: "MediaType{}",
    examples: "Example{}",
  } as const;
}
