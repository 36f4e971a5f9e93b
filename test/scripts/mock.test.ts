import { expect, test } from "vitest";
import { answerExamples, getExamples, listExamples } from "../support/document.ts";
import { KEY, listens, start } from "../support/script.ts";
import { startServer } from "../support/server.ts";

test("npm run mock gives every documented answer on demand, until Ctrl-C", async () => {
  const mock = start("mock", ["--port", "0"], { HEFFL_API_KEY: KEY });
  const guide = await mock.until(/until Ctrl-C\n/);
  const url = guide.match(/The mock is at (http:\S+)/)?.[1] ?? "";
  expect(guide.split("\n").filter((line) => line.length > 80)).toEqual([]);

  const calls = guide
    .split(/(?=curl --include)/)
    .slice(1)
    .map(readCall);
  expect(calls.map(({ method, address }) => `${method} ${address.slice(url.length)}`)).toEqual([
    "POST /tasks",
    "GET /tasks",
    "GET /tasks/tsk_2Jd8RyW6Lc",
  ]);
  let sent = 0;
  const send = async ({ method, body }: Call, address: string, headers: Record<string, string>) => {
    sent++;
    const response = await fetch(address, { method, headers, ...(body && { body }) });
    return { status: response.status, answer: await response.text() };
  };
  const [create] = calls as [Call];
  const { "x-api-key": _, ...withoutKey } = create.headers;
  expect((await send(create, create.address, create.headers)).status).toBe(200);
  expect((await send(create, `${create.address}?key=${KEY}`, { ...withoutKey, "x-api-key": KEY })).status).toBe(200);
  expect((await send(create, create.address, withoutKey)).status).toBe(401);

  for (const [index, call] of calls.entries()) {
    const answers = new Set<string>();
    for (const [prefer, code] of call.preferences) {
      const { status, answer } = await send(call, call.address, { ...call.headers, prefer });
      expect(status).toBe(code);
      answers.add(answer);
    }
    expect(call.preferences).toHaveLength(documented[index]?.length ?? 0);
    expect(answers.size).toBe(call.preferences.length);
  }

  mock.signal("SIGINT");
  const { code, stdout, stderr } = await mock.ended;
  expect(code).toBe(0);
  expect(stderr).toBe("");
  const log = stdout.split("until Ctrl-C\n")[1] ?? "";
  expect(log).toMatch(/^ {3}POST \/tasks 200\n {3}POST \/tasks 200\n {3}POST \/tasks 401\n/);
  expect(log.match(/^ {3}(?:POST|GET) /gm)).toHaveLength(sent);
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

/** The answers of the operations, in the order of the document. */
const documented = [answerExamples, listExamples, getExamples];

/** A call that the guide shows, and the answers that can be chosen for it. */
interface Call {
  method: string;
  address: string;
  headers: Record<string, string>;
  body: string | undefined;
  preferences: [prefer: string, code: number][];
}

function readCall(text: string): Call {
  const [, method = "", address = ""] = text.match(/--request (\S+) (\S+)/) ?? [];
  const headers = [...text.matchAll(/--header '([^:]+): ([^']+)'/g)].map(([, name, value]) => [name, value]);
  const preferences = [...text.matchAll(/Prefer: (code=(\d+)\S*(?: example=\S+)?)/g)];
  return {
    method,
    address,
    headers: Object.fromEntries(headers),
    body: text.match(/--data '(.+)'/)?.[1],
    preferences: preferences.map(([, prefer = "", code]) => [prefer, Number(code)]),
  };
}
