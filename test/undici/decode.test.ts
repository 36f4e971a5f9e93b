import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { expect, onTestFinished, test } from "vitest";
import { Heffl } from "../../src/index.ts";
import { undiciTransport } from "../../src/undici.ts";
import { startServer, TASK } from "../support/server.ts";

const text = Buffer.from(JSON.stringify({ ...TASK, description: "ä€😀".repeat(3000) }));

test.each([
  ["gzip", gzipSync(text)],
  ["x-gzip", gzipSync(text)],
  ["GZIP", gzipSync(text)],
  ["deflate", deflateSync(text)],
  ["deflate", deflateRawSync(text)],
  ["br", brotliCompressSync(text)],
  ["deflate, gzip", gzipSync(deflateSync(text))],
  ["br , deflate", deflateRawSync(brotliCompressSync(text))],
  ["identity", text],
  ["zip", text],
  ["zip, gzip", gzipSync(text)],
])("a body in %s is read as fetch reads it, in whatever pieces it comes", async (coding, body) => {
  const fetch = undiciTransport();
  onTestFinished(() => fetch.close());
  const server = await startServer(
    ...[1, 2, 3].map(() => async (response: import("node:http").ServerResponse) => {
      response.writeHead(200, { "content-type": "application/json", "content-encoding": coding });
      for (let at = 0; at < body.length; at += 37) {
        response.write(body.subarray(at, at + 37));
        if (at % 1000 < 37) await new Promise((resolve) => setImmediate(resolve));
      }
      response.end();
    }),
  );
  const outcome = (options: object) =>
    new Heffl({ apiKey: "test-key", baseUrl: server.url, ...options }).tasks.create({ title: "t" }).then(
      (task) => ({ task }),
      ({ outcome, body, taskId }) => ({ outcome, body, taskId }),
    );
  const [own, fetched] = [await outcome({ fetch }), await outcome({})];
  expect(own).toEqual(fetched);
});
