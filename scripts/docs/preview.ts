import { preview } from "vite";
import { PortError, type Running } from "../lib/prism.ts";

/**
 * Serves a folder on this machine, as a host of static pages does, and a mock of the API under `/mock`.
 *
 * @param port 0, the default, takes a free one. Rejects with a {@link PortError} when the port is taken.
 * @param base The path under which the folder is found.
 */
export async function serveFolder(folder: string, port = 0, mockUrl?: string, base = "/"): Promise<Running> {
  const proxy = mockUrl && { "/mock": { target: mockUrl, rewrite: (path: string) => path.replace("/mock", "") } };
  const server = await preview({
    configFile: false,
    logLevel: "silent",
    appType: "mpa",
    base,
    build: { outDir: folder },
    preview: { host: "127.0.0.1", port, strictPort: true, ...(proxy && { proxy }) },
  }).catch((error) => {
    throw new PortError(port, String(error));
  });
  const url = server.resolvedUrls?.local[0] ?? "";
  return { url: url.replace(/\/$/, ""), close: () => server.close() };
}
