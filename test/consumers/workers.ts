import { once } from "node:events";
import { createInterface } from "node:readline";
import { type Consumer, expectTask, Failure, here, missing, type Place } from "./consumer.ts";
import { end, execute, start, version } from "./execute.ts";

const workerd = here("node_modules/workerd/bin/workerd");
const esbuild = here("node_modules/esbuild/bin/esbuild");

/** As Cloudflare's own tool bundles a Worker. */
const BUNDLE = ["--bundle", "--format=esm", "--target=es2024", "--conditions=workerd,worker,browser"];

/** A Worker, bundled, in the runtime that Cloudflare runs them in. It creates the task when it is asked over HTTP. */
export const workers: Consumer[] = [
  {
    name: "workerd import",
    table: "runtimes",
    row: "workerd",
    column: "`import`",
    project: "worker",
    missing: missing(workerd, "install:consumers"),
    async run(place) {
      await execute([esbuild, "worker.js", ...BUNDLE, "--outfile=bundle.js"], { cwd: place.folder });
      expectTask(await askWorker(place));
      return version([workerd], place.folder);
    },
  },
];

async function askWorker({ folder, env }: Place): Promise<string> {
  const child = start([workerd, "serve", "worker.capnp", "--control-fd=1"], { cwd: folder, env });
  const closed = once(child, "close");
  let errors = "";
  child.stderr?.on("data", (text) => {
    errors += text;
  });
  try {
    const response = await fetch(`http://127.0.0.1:${await port(child.stdout)}`, {
      signal: AbortSignal.timeout(30_000),
    });
    if (!response.ok) throw new Failure(`The Worker answered with ${response.status}`);
    return await response.text();
  } catch (error) {
    throw error instanceof Failure ? new Failure(`${error.message}:\n${errors}`) : error;
  } finally {
    end(child);
    await closed;
  }
}

/** workerd takes a free port, and says which in its first line. */
async function port(output: NodeJS.ReadableStream | null): Promise<number> {
  if (output !== null) for await (const line of createInterface(output)) return JSON.parse(line).port;
  throw new Failure("workerd didn't start");
}
