import { expect, test } from "vitest";
import { readDocument } from "../../scripts/lib/document.ts";
import { KEY, listens, start } from "../support/script.ts";
import { startServer } from "../support/server.ts";

test("npm run mock gives every documented answer on demand, until Ctrl-C", async () => {
  const mock = start("mock", ["--port", "0"], { HEFFL_API_KEY: KEY });
  const guide = await mock.until(/until Ctrl-C\n/);
  const url = guide.match(/The mock is at (http:\S+)/)?.[1] ?? "";
  expect(guide.split("\n").filter((line) => line.length > 80)).toEqual([]);

  const { "x-api-key": key = "", ...headers } = Object.fromEntries(
    [...guide.matchAll(/--header '([^:]+): ([^']+)'/g)].map(([, name, value]) => [name, value]),
  );
  const body = guide.match(/--data '(.+)'/)?.[1] ?? "";
  const post = async (extra: Record<string, string>, path = "/tasks") => {
    const response = await fetch(url + path, { method: "POST", headers: { ...headers, ...extra }, body });
    return { status: response.status, answer: await response.text() };
  };
  expect((await post({ "x-api-key": key })).status).toBe(200);
  expect((await post({ "x-api-key": KEY }, `/tasks?key=${KEY}`)).status).toBe(200);
  expect((await post({})).status).toBe(401);

  const preferences = [...guide.matchAll(/Prefer: (code=(\d+)\S*(?: example=\S+)?)/g)];
  const answers = new Set<string>();
  for (const [, prefer = "", code] of preferences) {
    const { status, answer } = await post({ "x-api-key": key, prefer });
    expect(status).toBe(Number(code));
    answers.add(answer);
  }
  expect(preferences).toHaveLength(documentedExamples());
  expect(answers.size).toBe(preferences.length);

  mock.interrupt();
  const { code, stdout, stderr } = await mock.ended;
  expect(code).toBe(0);
  expect(stderr).toBe("");
  const log = stdout.split("until Ctrl-C\n")[1] ?? "";
  expect(log).toMatch(/^ {3}POST \/tasks 200\n {3}POST \/tasks 200\n {3}POST \/tasks 401\n/);
  expect(log.match(/POST/g)).toHaveLength(3 + preferences.length);
  expect(stdout).not.toContain(KEY);
  expect(await listens(url)).toBe(false);
});

test("a port in use is reported, with what to do", async () => {
  const { url } = await startServer();
  const { port } = new URL(url);
  const { code, stderr } = await start("mock", ["--port", port]).ended;
  expect(stderr).toContain(`Port ${port} is taken`);
  expect(stderr).toContain("Choose another with --port");
  expect(code).toBe(1);
});

test("a wrong option is refused, and --help explains", async () => {
  const [bad, help] = await Promise.all([start("mock", ["--prot", "1"]).ended, start("mock", ["--help"]).ended]);
  expect(bad).toEqual({ code: 2, stdout: "", stderr: "Unknown option '--prot'. --help tells what there is.\n" });
  expect(help).toMatchObject({ code: 0, stdout: expect.stringContaining("4010 without it") });
});

/** Of the one operation that there is: its answers stand in it or among the components. */
function documentedExamples(): number {
  const { paths, components } = readDocument() as {
    paths: { "/tasks": { post: { responses: { "200": WithExamples } } } };
    components: { responses: Record<string, WithExamples> };
  };
  const responses = [paths["/tasks"].post.responses["200"], ...Object.values(components.responses)];
  return responses.flatMap(({ content }) => Object.keys(content["application/json"].examples)).length;
}

interface WithExamples {
  content: { "application/json": { examples: object } };
}
