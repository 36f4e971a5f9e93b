import openapiTS, { astToString } from "openapi-typescript";
import ts from "typescript";
import type { Json } from "../lib/document.ts";
import { bodySchemas } from "./body-schemas.ts";

const HEADER = "// Written by `npm run generate` from openapi/openapi.yaml. Do not edit.\n\n";

/** `src/generated/schema.ts`: the document as types. */
export async function generateTypes(document: Json): Promise<string> {
  const requestPaths = bodySchemas(document, "requestBody").map((name) => `#/components/schemas/${name}/`);

  const nodes = await openapiTS(JSON.stringify(document), {
    // JSON.stringify turns a Date into RFC 3339, so a request may hold either. A response holds what JSON has: strings.
    transform(schema, { path }) {
      const inRequest = requestPaths.some((prefix) => path?.startsWith(prefix));
      if (inRequest && schema.format === "date-time") return STRING_OR_DATE;
      return undefined;
    },
    // `[key: string]: unknown` would let a mistyped field pass as if it were a custom one.
    postTransform(type) {
      if (!ts.isIntersectionTypeNode(type)) return undefined;
      return factory.createIntersectionTypeNode(type.types.map((part) => (isOpenMap(part) ? CUSTOM_FIELDS : part)));
    },
  });
  return HEADER + astToString(nodes);
}

const { factory } = ts;

const STRING_OR_DATE = factory.createUnionTypeNode([
  factory.createKeywordTypeNode(ts.SyntaxKind.StringKeyword),
  factory.createTypeReferenceNode("Date"),
]);

/** ``{ [key: `cf_${string}`]: unknown }`` */
const CUSTOM_FIELDS = factory.createTypeLiteralNode([
  factory.createIndexSignature(
    undefined,
    [
      factory.createParameterDeclaration(
        undefined,
        undefined,
        "key",
        undefined,
        factory.createTemplateLiteralType(factory.createTemplateHead("cf_"), [
          factory.createTemplateLiteralTypeSpan(
            factory.createKeywordTypeNode(ts.SyntaxKind.StringKeyword),
            factory.createTemplateTail(""),
          ),
        ]),
      ),
    ],
    factory.createKeywordTypeNode(ts.SyntaxKind.UnknownKeyword),
  ),
]);

/** Whether `node` is what openapi-typescript writes for `additionalProperties: {}`: `{ [key: string]: unknown }`. */
function isOpenMap(node: ts.TypeNode): boolean {
  return ts.isTypeLiteralNode(node) && node.members.length === 1 && node.members.every(ts.isIndexSignatureDeclaration);
}
