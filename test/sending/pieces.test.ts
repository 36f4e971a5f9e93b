import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, onTestFinished, test } from "vitest";
import { Heffl } from "../../src/index.ts";
import { undiciTransport } from "../../src/undici.ts";
import { startRawServer } from "../support/raw-server.ts";
import { TASK } from "../support/server.ts";

const run = promisify(execFile);
const here = (file: string) => fileURLToPath(new URL(file, import.meta.url));

describe("an answer in very many pieces fits into a small heap", () => {
  test.each([
    ["one byte", 1_500_000],
    ["no byte", 1_500_000],
    ["a byte of a large buffer", 20_000],
  ])("pieces of %s", async (kind, pieces) => {
    const command = ["--max-old-space-size=80", "--import", "tsx", here("memory.ts"), `${pieces}`, kind];
    const { stdout } = await run(process.execPath, command, { cwd: here("../..") });
    const { megabytes } = JSON.parse(stdout);
    expect(megabytes).toBeLessThan(200);
  });

  test.each([1, 2, 3, 7])("and in pieces of %i bytes it is read right, over fetch and undici", async (size) => {
    const title = "Ä🙂\u2028ß".repeat(500);
    const text = JSON.stringify({ ...TASK, title });
    const server = await startRawServer((socket) => {
      const bytes = Buffer.from(text);
      socket.write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
      for (let at = 0; at < bytes.length; at += size) {
        const piece = bytes.subarray(at, at + size);
        socket.write(Buffer.concat([Buffer.from(`${piece.length.toString(16)}\r\n`), piece, Buffer.from("\r\n")]));
      }
      socket.write("0\r\n\r\n");
    });
    const fetch = undiciTransport();
    onTestFinished(() => fetch.destroy());
    for (const transport of [undefined, fetch]) {
      const heffl = new Heffl({ apiKey: "test-key", baseUrl: server.url, fetch: transport });
      expect((await heffl.tasks.create({ title: "t" })).title).toBe(title);
    }
  });
});
