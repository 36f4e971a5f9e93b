import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { Heffl, type HefflError, type Logger } from "../../src/index.ts";
import { rejection, TASK } from "../support/server.ts";

/** Keys with what is escaped somewhere: in JSON, URLs, forms, HTML; and one with nothing of it. */
const KEYS = ["sk&live=12+34 56", "clé_secrète_é", `q"u'o\\te/<key>`, "heffl_user_AbCdEf0123456789", "100%~safe?#[x]"];

const latin1 = (text: string) => Buffer.from(text, "utf8").toString("latin1");
const each = (key: string, write: (character: string, code: number) => string) =>
  [...key].map((character) => write(character, character.charCodeAt(0))).join("");
const hex = (code: number, width: number) => code.toString(16).padStart(width, "0");
const percent = (text: string) => [...Buffer.from(text, "utf8")].map((byte) => `%${hex(byte, 2)}`).join("");
const NAMED: Record<string, string> = {
  "&": "amp",
  "<": "lt",
  ">": "gt",
  '"': "quot",
  "'": "apos",
  é: "eacute",
  è: "egrave",
};

/** How a server may write what it was sent. */
const FORMS: Record<string, (key: string) => string> = {
  "as it is": (key) => key,
  "in capitals": (key) => key.toUpperCase(),
  "in small letters": (key) => key.toLowerCase(),
  "in JSON": (key) => JSON.stringify(key).slice(1, -1),
  "in JSON with the slash escaped": (key) => JSON.stringify(key).slice(1, -1).replaceAll("/", "\\/"),
  "in JSON, & < > ' as Go and .NET write them": (key) =>
    JSON.stringify(key)
      .slice(1, -1)
      .replace(/[&<>'+]/g, (c) => `\\u${hex(c.charCodeAt(0), 4)}`),
  "in JSON as ASCII": (key) =>
    JSON.stringify(key)
      .slice(1, -1)
      .replace(/[^ -~]/g, (c) => `\\u${hex(c.charCodeAt(0), 4)}`),
  "in JSON as ASCII, in capitals": (key) =>
    JSON.stringify(key)
      .slice(1, -1)
      .replace(/[^ -~&]/g, (c) => `\\u${hex(c.charCodeAt(0), 4).toUpperCase()}`),
  "in JSON, every character escaped": (key) => each(key, (_, code) => `\\u${hex(code, 4)}`),
  "in JSON within JSON": (key) => JSON.stringify(JSON.stringify(key)).slice(1, -1),
  "in JSON within JSON, & escaped": (key) =>
    JSON.stringify(JSON.stringify(key).replaceAll("&", "\\u0026").replaceAll("é", "\\u00e9")).slice(1, -1),
  "in a string of JavaScript": (key) => each(key, (c, code) => (/\w/.test(c) ? c : `\\x${hex(code, 2)}`)),
  "in a URL": encodeURIComponent,
  "in a URL, whole": encodeURI,
  "in a URL, in small letters": (key) => encodeURIComponent(key).replace(/%../g, (code) => code.toLowerCase()),
  "in a URL, twice": (key) => encodeURIComponent(encodeURIComponent(key)),
  "in a URL, every character": percent,
  "in a form": (key) => new URLSearchParams({ key }).toString().slice(4),
  "in HTML": (key) => key.replace(/[&<>"']/g, (c) => `&${NAMED[c]};`),
  "in HTML by names": (key) => each(key, (c) => (NAMED[c] ? `&${NAMED[c]};` : c)),
  "in HTML by numbers": (key) => each(key, (c, code) => (/\w/.test(c) ? c : `&#${code};`)),
  "in HTML by hexadecimal numbers": (key) => each(key, (c, code) => (/\w/.test(c) ? c : `&#x${hex(code, 2)};`)),
  "in HTML by padded numbers": (key) => each(key, (_, code) => `&#0${code};`),
  "in UTF-8 taken for Latin-1": latin1,
};

/** Everything that a person or a log could see of a value. */
function visible(value: unknown): string {
  const shown = [inspect(value, { depth: 20, showHidden: true, getters: true }), JSON.stringify(value), String(value)];
  for (
    let error = value as HefflError & Record<string, unknown>;
    error instanceof Error;
    error = error.cause as never
  ) {
    shown.push(error.message, error.stack ?? "", JSON.stringify(error));
    for (const name of Object.getOwnPropertyNames(error)) shown.push(plain(error[name]));
  }
  return shown.join("\n");
}

/** Strings as they are, within whatever holds them. */
function plain(value: unknown): string {
  if (typeof value === "string") return value;
  if (value instanceof Headers) return [...value].flat().join("\n");
  if (typeof value === "object" && value !== null) return Object.entries(value).flat().map(plain).join("\n");
  return String(value);
}

/** What is left of a text when everything that could be unescaped in it is. */
function unescaped(text: string): string {
  const unicode = text.replace(/\\+(?:u00|x)([0-9a-f]{2})/gi, (_, code) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
  const html = unicode
    .replace(/&#x0*([0-9a-f]+);/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(/&#0*(\d+);/g, (_, code) => String.fromCharCode(Number(code)))
    .replace(/&(\w+);/g, (all, name) => Object.keys(NAMED).find((c) => NAMED[c] === name) ?? all);
  return html.replace(/\\+(["'/\\])/g, "$1");
}

function expectNone(value: unknown, key: string): void {
  const text = visible(value);
  for (const seen of [text, unescaped(text), unescaped(unescaped(text)), decode(text)]) {
    const small = seen.toLowerCase();
    expect(small).not.toContain(key.toLowerCase());
    expect(small).not.toContain(latin1(key).toLowerCase());
  }
}

function decode(text: string): string {
  const once = (from: string) =>
    from.replaceAll("+", " ").replace(/(?:%[0-9a-f]{2})+/gi, (bytes) => {
      try {
        return decodeURIComponent(bytes);
      } catch {
        return bytes;
      }
    });
  return `${once(text)}\n${once(once(text))}`;
}

function recording(): Logger & { lines: unknown[][] } {
  const lines: unknown[][] = [];
  const log = (...args: unknown[]) => void lines.push(args);
  return { lines, debug: log, info: log, warn: log, error: log };
}

const cases = KEYS.flatMap((key) => Object.keys(FORMS).map((form) => [form, key] as const));

describe("an echoed key is redacted", () => {
  test.each(cases)("%s: %s", async (form, key) => {
    const echo = (FORMS[form] as (key: string) => string)(key);
    const json = (text: string) => text.replaceAll(/\p{Cc}/gu, " ");
    const bodies: [number, string, string][] = [
      [
        401,
        "application/json",
        `{"error":{"code":"UNAUTHORIZED","message":"Bad key ${json(valid(echo))}.","details":{"issues":[{"field":"${json(valid(echo))}","message":"${json(valid(echo))}"}]}}}`,
      ],
      [200, "application/json", `{"key":"${json(valid(echo))}"}`],
      [502, "text/html", `<p>Bad key ${echo}.</p>`],
      [500, "text/plain", echo],
    ];
    for (const [status, type, body] of bodies) {
      const logger = recording();
      const headers = { "content-type": type, ...(/^[ -~]+$/.test(echo) && { "x-echo": echo, "x-request-id": echo }) };
      const fetch = async () => new Response(body, { status, headers });
      const error = await rejection<HefflError>(new Heffl({ apiKey: key, fetch, logger }).tasks.create({ title: "t" }));
      expectNone(error, key);
      expectNone(logger.lines, key);
    }
  });

  test.each(KEYS)("where an answer's end cuts it: %s", async (key) => {
    for (let left = 6; left < key.length; left++) {
      const part = key.slice(0, left);
      for (const echo of [part, encodeURIComponent(part), JSON.stringify(part).slice(1, -1)]) {
        const fetch = async () => new Response(`Bad key ${echo}`, { status: 502 });
        const error = await rejection<HefflError>(new Heffl({ apiKey: key, fetch }).tasks.create({ title: "t" }));
        const text = visible(error);
        expect(text).not.toContain(echo);
      }
    }
  });

  test.each(["heffl_user_AbCdEf0123456789", "Abc_Def-123"])("as a header's name: %s", async (key) => {
    const fetch = async () => new Response("", { status: 502, headers: { [key]: "1", [`x-${key}`]: "2" } });
    const error = await rejection<HefflError>(new Heffl({ apiKey: key, fetch }).tasks.create({ title: "t" }));
    expectNone(error, key);
  });

  test.each(["heffl_user_AbCdEf0123456789", "Abc_Def-123"])(
    "as a task's ID and in a transport's error: %s",
    async (key) => {
      const cut = () => {
        const pieces = [new TextEncoder().encode(`{"id":"${key}","title":`)];
        const read = async () =>
          pieces.length > 0
            ? { done: false, value: pieces.shift() as Uint8Array }
            : Promise.reject(new Error(`lost ${key}`));
        return {
          status: 200,
          headers: new Headers({ "content-type": "application/json" }),
          body: { getReader: () => ({ read, cancel: async () => {} }) },
        };
      };
      expectNone(
        await rejection(new Heffl({ apiKey: key, fetch: async () => cut() }).tasks.create({ title: "t" })),
        key,
      );
    },
  );

  test("in log lines, where it stands in the URL too", async () => {
    const key = "heffl_user_AbCdEf0123456789";
    for (const form of [key, encodeURIComponent(key), key.toLowerCase()]) {
      const logger = recording();
      const fetch = async () => Response.json(TASK);
      await new Heffl({ apiKey: key, baseUrl: `https://gate.example/${form}/v2`, fetch, logger }).tasks.create({
        title: "t",
      });
      expect(logger.lines).toHaveLength(1);
      expectNone(logger.lines, key);
    }
  });

  test("in the reason of the abort that ended the call", async () => {
    const key = "heffl_user_AbCdEf0123456789";
    const signal = AbortSignal.abort(new Error(`stopped ${key}`));
    const error = await rejection<HefflError>(
      new Heffl({ apiKey: key, fetch: async () => Response.json(TASK) }).tasks.create({ title: "t" }, { signal }),
    );
    expectNone(error, key);
  });

  test.each(["short", "12345"])("except a test's key of fewer than 6 characters: %s", async (key) => {
    const fetch = async () => new Response(`Bad ${key}`, { status: 502 });
    const error = await rejection<HefflError>(new Heffl({ apiKey: key, fetch }).tasks.create({ title: "t" }));
    expect(error).toMatchObject({ body: `Bad ${key}` });
  });

  test("and other text isn't changed", async () => {
    const key = "heffl_user_AbCdEf0123456789";
    const body = '{"error":{"code":"FORBIDDEN","message":"heffl_user may not; heffl_us&amp;er %41 \\u0041"}}';
    const fetch = async () => new Response(body, { status: 403, headers: { "content-type": "application/json" } });
    const error = await rejection<HefflError>(new Heffl({ apiKey: key, fetch }).tasks.create({ title: "t" }));
    expect(error).toMatchObject({ body });
  });
});

/** `echo` within a JSON string: what would end the string or be no escape of JSON's is escaped. */
function valid(echo: string): string {
  try {
    JSON.parse(`"${echo}"`);
    return echo;
  } catch {
    return JSON.stringify(echo).slice(1, -1);
  }
}
