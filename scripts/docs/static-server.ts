import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { PortError, type Running } from "../lib/prism.ts";

const TYPES: Record<string, string> = {
  css: "text/css; charset=utf-8",
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  json: "application/json; charset=utf-8",
  md: "text/markdown; charset=utf-8",
  png: "image/png",
  svg: "image/svg+xml",
  txt: "text/plain; charset=utf-8",
  yaml: "application/yaml; charset=utf-8",
};

const HOST = "http://localhost";

/** What answers instead of a file, by path. */
export type Routes = Record<string, { type: string; body: string | (() => Promise<string | Buffer>) }>;

/** Serves a folder on this machine, as a host of static pages does. Rejects with a {@link PortError} when the port is taken. */
export async function serveFolder(folder: string, port = 0, routes: Routes = {}): Promise<Running> {
  const server = createServer((request, response) => void answer(folder, routes, request, response));
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error) => reject(new PortError(port, String(error))));
    server.listen(port, "127.0.0.1", resolve);
  });
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}

async function answer(folder: string, routes: Routes, { url = "/" }: IncomingMessage, response: ServerResponse) {
  // A URL's parser has taken out every "..", so that nothing above the folder can be asked for.
  const pathname = URL.canParse(url, HOST) ? new URL(url, HOST).pathname : undefined;
  if (pathname === undefined) {
    response.writeHead(400, { "content-type": TYPES["txt"] }).end("That is no path.\n");
    return;
  }
  const route = routes[pathname];
  if (route) {
    const body = typeof route.body === "string" ? route.body : await route.body();
    response.writeHead(200, { "content-type": TYPES[route.type] }).end(body);
    return;
  }
  const file = join(folder, pathname.endsWith("/") ? `${pathname}index.html` : pathname);
  const isFile = await stat(file).then(
    (found) => found.isFile(),
    () => false,
  );
  if (!isFile) {
    response.writeHead(404, { "content-type": TYPES["txt"] }).end("Not here.\n");
    return;
  }
  const type = TYPES[file.split(".").at(-1) ?? ""] ?? "application/octet-stream";
  response.writeHead(200, { "content-type": type, "cache-control": "no-cache" });
  createReadStream(file).pipe(response);
}
