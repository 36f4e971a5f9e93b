// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the placeholders are for a shell
import { execFile, spawnSync } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { promisify } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  Heffl,
  HefflConfigurationError,
  type HefflOptions,
  HefflValidationError,
  type NewTask,
  VERSION,
} from "../../src/index.ts";
import { clientOver, json, KEY, TASK } from "./stand-in.ts";
import { anyString } from "./strings.ts";

const heffl = (options: HefflOptions = {}): Heffl =>
  clientOver(() => {
    throw new Error("A preview sends nothing.");
  }, options);

/** Runs the text as `sh -c` with a `curl` that prints its arguments, and gives these. */
function pasted(curl: string, key = KEY): string[] {
  const script = `curl() { printf '%s\\0' "$@"; }\n${curl}`;
  const { stdout, stderr, status } = spawnSync("sh", ["-c", script], {
    encoding: "utf8",
    env: { PATH: process.env["PATH"], HEFFL_API_KEY: key },
    cwd: "/",
  });
  expect(stderr).toBe("");
  expect(status).toBe(0);
  expect(stdout.endsWith("\0")).toBe(true);
  // Switches of curl's own are its business.
  return stdout
    .slice(0, -1)
    .split("\0")
    .filter((argument, index) => index > 1 || !/^--?g/.test(argument));
}

/** The arguments that the preview promises. */
function promised({ method, url, headers, body }: ReturnType<Heffl["tasks"]["preview"]>, key = KEY): string[] {
  return [
    ...["--request", method, "--url", url],
    ...Object.entries({ ...headers, "x-api-key": key }).flatMap(([name, value]) => ["--header", `${name}: ${value}`]),
    ...["--data-raw", body],
  ];
}

/** Any UTF-16 but NUL in its share, with the characters in it that a shell cares for. */
const shellText = fc
  .array(
    fc.oneof(
      {
        weight: 3,
        arbitrary: fc.constantFrom(..."'\"\\`$!\n\r\t *?[]{}()<>|&;~#%^=@,-\0\u007f\u0085\u2028\ud800\udc00"),
      },
      { weight: 1, arbitrary: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)) },
      {
        weight: 1,
        arbitrary: fc.constantFrom("'\\''", "$(id)", "`id`", "$HOME", "${HOME}", "!!", "\\\n", "\u{1f600}", "é", "EOF"),
      },
    ),
    { maxLength: 30 },
  )
  .map((parts) => parts.join(""));

describe("the curl command", () => {
  it("gives a shell the exact URL, headers and body, whatever the title", { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(shellText, shellText, (title, key) => {
        const preview = heffl().tasks.preview({ title, [`cf_${key}`]: [title] });
        expect(pasted(preview.curl)).toEqual(promised(preview));
        expect(JSON.parse(preview.body)).toEqual({ title, [`cf_${key}`]: [title] });
      }),
      { numRuns: 200 },
    );
  });

  it.each([
    "it's",
    "''",
    "'",
    "\\",
    "\\'",
    "'\\''",
    '"quoted"',
    "line\nbreak",
    "carriage\r\nreturn",
    "$HOME ${HOME} $(id) `id`",
    "!! !-1",
    "a \\\n b",
    "* ? [a-z] {a,b} ~",
    "& ; | < > ( ) #",
    "-x --data @/etc/passwd",
    "@/etc/passwd",
    "%s %d \\0",
    "\u0000 \u0007 \u001b[31m",
    "\ud800",
    "\udc00\ud800",
    "\u{1f600} \u202e \u2028 ﬁ é e\u0301",
    "",
  ])("can be pasted with the title %j", (title) => {
    const preview = heffl().tasks.preview({ title });
    const args = pasted(preview.curl);
    expect(args).toEqual(promised(preview));
    expect(JSON.parse(args.at(-1) as string)).toEqual({ title });
  });

  it("gives a shell the exact headers, whatever their values", { timeout: 60_000 }, () => {
    const value = fc
      .stringMatching(/^[\x21-\x7e][\x20-\x7e]{0,30}[\x21-\x7e]$/)
      .filter((value) => value.trim() === value);
    fc.assert(
      fc.property(value, value, (first, second) => {
        const preview = heffl({ headers: { "X-Team": first } }).tasks.preview(
          { title: "a" },
          { headers: { "x-a": second } },
        );
        expect(pasted(preview.curl)).toEqual(promised(preview));
        expect(preview.headers).toMatchObject({ "x-team": first, "x-a": second });
      }),
      { numRuns: 50 },
    );
  });

  it("takes the key from the environment as it is, and holds none itself", () => {
    const key = "sk'$HOME`id`\"\\ !*";
    const preview = heffl({ apiKey: key }).tasks.preview({ title: "a" });
    expect(pasted(preview.curl, key)).toEqual(promised(preview, key));
    expect(JSON.stringify(preview)).not.toContain(JSON.stringify(key).slice(1, -1));
    expect(JSON.stringify(heffl().tasks.preview({ title: "a" }))).not.toContain(KEY);
  });

  it("has one option on each line", () => {
    const { curl } = heffl({ headers: { "User-Agent": "me" } }).tasks.preview({ title: "it's" });
    const [first, ...rest] = curl.split("\n");
    expect(first).toMatch(/^curl (?:--globoff )?--request POST --url 'https:\/\/api\.heffl\.com\/api\/v2\/tasks' \\$/);
    expect(rest).toEqual([
      "  --header 'content-type: application/json' \\",
      "  --header 'user-agent: me' \\",
      '  --header "x-api-key: $HEFFL_API_KEY" \\',
      "  --data-raw '{\"title\":\"it'\\''s\"}'",
    ]);
  });

  const hasCurl = spawnSync("curl", ["--version"]).status === 0;

  it.runIf(hasCurl).each<[string, string, Record<string, string>]>([
    ["", "", {}],
    [", with headers of the caller's", "", { "X-Team": "sales; north", "User-Agent": "me", "X-At": "@/etc/passwd" }],
    [", with a header that has no value", "", { "X-Empty": "" }],
    [", to a base URL with brackets, which curl takes for patterns", "/v2[1-2]/{a,b}", {}],
  ])("has the real curl send what the client sends%s", async (_, path, headers) => {
    const heard: { url: string; headers: Record<string, unknown>; body: string }[] = [];
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk) => chunks.push(chunk));
      request.on("end", () => {
        const { accept, connection, host, ...headers } = request.headers;
        for (const own of ["accept-encoding", "accept-language", "sec-fetch-mode", "content-length"])
          delete headers[own];
        heard.push({ url: `${request.method} ${request.url}`, headers, body: Buffer.concat(chunks).toString() });
        response
          .setHeader("content-type", "application/json")
          .setHeader("connection", "close")
          .end(JSON.stringify(TASK));
      });
    }).listen(0, "127.0.0.1");
    try {
      await new Promise((resolve) => server.once("listening", resolve));
      const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;
      const task: NewTask = { title: "it's \ud800 $HOME\n\u{1f600}@", cf_a: "%" };
      const client = new Heffl({ apiKey: KEY, baseUrl, headers });
      await client.tasks.create(task);
      const env = { PATH: process.env["PATH"], HEFFL_API_KEY: KEY, no_proxy: "*" };
      await promisify(execFile)("sh", ["-c", client.tasks.preview(task).curl.replace("curl ", "curl -q -sS ")], {
        env,
      });
      expect(heard).toHaveLength(2);
      expect(heard[1]).toEqual(heard[0]);
    } finally {
      server.close();
    }
  });
});

describe("a preview", () => {
  it("shows the request that create sends", async () => {
    const headerName = fc.constantFrom("X-A", "x-a", "X-B", "User-Agent", "Content-Type", "accept");
    const headers = fc.dictionary(headerName, fc.stringMatching(/^[a-z/;=.]{1,10}$/), { maxKeys: 3 });
    const sent: [string, RequestInit][] = [];
    await fc.assert(
      fc.asyncProperty(headers, headers, anyString(), async (own, perCall, title) => {
        // The same name twice in one object is nobody's wish.
        for (const given of [own, perCall])
          fc.pre(new Set(Object.keys(given).map((name) => name.toLowerCase())).size === Object.keys(given).length);
        const fetch = async (url: string, init: RequestInit) => {
          sent.push([url, init]);
          return json(200, TASK);
        };
        const client = clientOver(fetch, { headers: own, baseUrl: "https://example.com/v9/" });
        const { method, url, headers, body } = client.tasks.preview({ title }, { headers: perCall });
        await client.tasks.create({ title }, { headers: perCall });
        const [sentUrl, init] = sent.pop() as [string, RequestInit];
        expect({ method, url, body }).toEqual({ method: init.method, url: sentUrl, body: init.body });
        expect({ ...headers, "x-api-key": KEY }).toEqual(Object.fromEntries(new Headers(init.headers)));
      }),
      { numRuns: 200 },
    );
  });

  it("hides the key", () => {
    expect(heffl().tasks.preview({ title: "a" }).headers).toEqual({
      "content-type": "application/json",
      "user-agent": `heffl-client/${VERSION}`,
      "x-api-key": "[redacted]",
    });
  });

  it("doesn't ask for the key", () => {
    const apiKey = () => {
      throw new Error("It was asked for.");
    };
    expect(heffl({ apiKey }).tasks.preview({ title: "a" }).body).toBe('{"title":"a"}');
  });

  it("goes to the client's base URL", () => {
    expect(heffl({ baseUrl: "http://localhost:4010" }).tasks.preview({ title: "a" }).url).toBe(
      "http://localhost:4010/tasks",
    );
  });

  it("is refused where create would refuse", () => {
    expect(() => heffl().tasks.preview({} as never)).toThrow(HefflValidationError);
    expect(() => heffl().tasks.preview({ title: "a" }, { headers: { "X-API-Key": "b" } })).toThrow(
      HefflConfigurationError,
    );
    expect(() => heffl().tasks.preview({ title: "a" }, { headers: { "x-a": "b\r\nc: d" } })).toThrow(
      HefflConfigurationError,
    );
  });

  it("isn't checked where the client doesn't check", () => {
    const unchecked = heffl({ validateRequests: false });
    expect(unchecked.tasks.preview({ titel: "a" } as never).body).toBe('{"titel":"a"}');
    expect(() => unchecked.tasks.preview({ title: Number.NaN } as never)).toThrow(HefflValidationError);
  });
});
