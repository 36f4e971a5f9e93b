import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { type Json, readDocument } from "../lib/document.ts";
import type { Routes } from "./static-server.ts";

const require = createRequire(import.meta.url);
const ui = (file: string) => () => readFile(require.resolve(`swagger-ui-dist/${file}`));

/** Any key will do at the mock. It lives in the page's memory: Swagger UI stores none unless asked. */
const KEY = "any-key";

/** A console for calls to the mock, beside the site that `npm run docs:serve` shows. The published site has none. */
export function tryItRoutes(mockUrl: string): Routes {
  const document = readDocument();
  return {
    "/try.html": { type: "html", body: page(mockUrl) },
    "/try/openapi.json": { type: "json", body: JSON.stringify({ ...document, servers: [{ url: mockUrl }] }) },
    "/try/start.js": { type: "js", body: start(document) },
    "/try/swagger-ui.css": { type: "css", body: ui("swagger-ui.css") },
    "/try/swagger-ui.js": { type: "js", body: ui("swagger-ui-bundle.js") },
  };
}

const page = (mockUrl: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self' ${mockUrl}; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Try it · heffl-client</title>
<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/try/swagger-ui.css">
<script src="/try/swagger-ui.js" defer></script>
<script src="/try/start.js" defer></script>
</head>
<body>
<div class="swagger-ui"><div class="wrapper"><p><a href="/index.html">Back to the site</a>. Calls go to the mock at
${mockUrl} and to nothing else. Any key will do there, so don't use your own.</p></div></div>
<main id="console"></main>
</body>
</html>
`;

function start(document: Json): string {
  const { securitySchemes } = document["components"] as { securitySchemes: Json };
  const [scheme] = Object.keys(securitySchemes);
  return `const ui = SwaggerUIBundle({
  url: "/try/openapi.json",
  dom_id: "#console",
  tryItOutEnabled: true,
  persistAuthorization: false,
  validatorUrl: null,
  onComplete: () => ui.preauthorizeApiKey(${JSON.stringify(scheme)}, ${JSON.stringify(KEY)}),
});
`;
}
