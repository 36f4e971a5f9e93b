import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

export interface Bundled {
  text: string;
  /** Minified and gzipped, in bytes. */
  gzip: number;
}

/** What a bundler makes of `code`, in which the built package can be imported by its name. */
export async function bundled(code: string, platform: "browser" | "node" = "browser"): Promise<Bundled> {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: fileURLToPath(new URL("../..", import.meta.url)) },
    bundle: true,
    minify: true,
    format: "esm",
    platform,
    target: "es2022",
    external: ["undici"], // an optional peer, there by its user's own wish
    write: false,
    logLevel: "error", // that an import is unused is what one test is about
  });
  const text = outputFiles[0]?.text ?? "";
  return { text, gzip: gzipSync(text, { level: 9 }).length };
}
