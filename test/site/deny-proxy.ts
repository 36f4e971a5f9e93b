import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** What Chromium asks for by itself, whatever page it shows, and no flag stops. A page that asked would be seen by `visit`. */
const BROWSERS_OWN = new Set([
  "accounts.google.com",
  "clients2.google.com",
  "content-autofill.googleapis.com",
  "optimizationguide-pa.googleapis.com",
  "redirector.gvt1.com",
  "safebrowsing.googleapis.com",
  "update.googleapis.com",
]);

export interface DenyProxy {
  /** Asked for itself, it answers with the hosts that were asked for so far, as JSON. */
  url: string;
  close(): Promise<void>;
}

/** A proxy that notes what a browser wants from other machines, and gives it nothing. */
export async function startDenyProxy(): Promise<DenyProxy> {
  const asked: string[] = [];
  const note = (host: string) => {
    if (!BROWSERS_OWN.has(host.replace(/:\d+$/, ""))) asked.push(host);
  };
  const server = createServer(({ url = "" }, response) => {
    if (url.startsWith("/")) {
      response.end(JSON.stringify(asked));
      return;
    }
    note(new URL(url).host);
    response.writeHead(403).end();
  });
  server.on("connect", (request, socket) => {
    note(request.url ?? "");
    socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
