import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { Heffl, HefflApiError, HefflResponseError, HefflValidationError, type NewTask } from "../../src/index.ts";
import { startVectorServer, type VectorServer } from "../codegen/vector-server.ts";
import { READ_VECTORS, type ReadVector, VECTORS } from "../codegen/vectors.ts";
import { API_KEY, judge, type Report } from "../codegen/verdict.ts";
import { judgeRead } from "../codegen/verdict-of-reads.ts";

let server: VectorServer;
beforeAll(async () => {
  server = await startVectorServer(inject("prismUrl"));
});
afterAll(() => server.close());

async function drive(name: string, body: unknown, validateRequests: boolean): Promise<Report> {
  const heffl = new Heffl({ apiKey: API_KEY, baseUrl: server.baseUrl(name), maxRetries: 0, validateRequests });
  try {
    return { status: 200, read: await heffl.tasks.create(body as NewTask) };
  } catch (error) {
    if (error instanceof HefflValidationError) return { refused: error.message };
    if (error instanceof HefflResponseError) return { refused: error.message };
    if (error instanceof HefflApiError) return { status: error.status, read: JSON.parse(error.body) };
    throw error;
  }
}

async function driveRead(vector: ReadVector): Promise<Report> {
  const { tasks } = new Heffl({ apiKey: API_KEY, baseUrl: server.baseUrl(vector.name), maxRetries: 0 });
  try {
    if (vector.operation === "getTask") return { status: 200, read: await tasks.get(vector.parameters.id) };
    const first = await tasks.list(vector.parameters).pages()[Symbol.asyncIterator]().next();
    return { status: 200, read: first.value };
  } catch (error) {
    if (error instanceof HefflResponseError) return { refused: error.message };
    if (error instanceof HefflApiError) return { status: error.status, read: JSON.parse(error.body) };
    throw error;
  }
}

describe("the vectors that every client runs", () => {
  test.each(VECTORS)("$name: this client passes", async ({ name, ...vector }) => {
    expect(judge({ name, ...vector }, await drive(name, vector.body, true), server.exchanges(name))).toBeUndefined();
  });
});

describe("the reads that every client runs", () => {
  test.each(READ_VECTORS)("$name: this client passes", async (vector) => {
    expect(judgeRead(vector, await driveRead(vector), server.exchanges(vector.name))).toBeUndefined();
  });
});

describe("the mock judges each vector as it says of itself", () => {
  test.each(VECTORS)("$name", async ({ body, refused }) => {
    const response = await fetch(`${inject("prismUrl")}/tasks`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-api-key": API_KEY },
      body: JSON.stringify(body),
    });
    await response.body?.cancel();
    expect(response.status).toBe(refused === undefined ? 200 : 400);
  });
});

test("no two vectors have one name, which is also a path", () => {
  const names = [...VECTORS, ...READ_VECTORS].map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(names.filter((name) => !/^[\w-]+$/.test(name))).toEqual([]);
});
