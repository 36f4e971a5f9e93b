import { describe, expect, test } from "vitest";
import { Heffl, type HefflError, type Logger } from "../../src/index.ts";
import { rejection } from "../support/server.ts";
import { visible } from "../support/visible.ts";

// The first is the beginning of the second, as where a key has a version at its end.
const KEYS = ["heffl_user_AbCdEf", "heffl_user_AbCdEf_second", "another-key-of-somebody"];

/** Hands out one key after the other. */
function rotating(): () => string {
  let asked = 0;
  return () => KEYS[asked++ % KEYS.length] as string;
}

/** A client whose middleware sends each request once for every key. */
function sendingThrice(fetch: (key: string | undefined) => Promise<Response>) {
  const lines: unknown[][] = [];
  const log = (...args: unknown[]) => void lines.push(args);
  const logger: Logger = { debug: log, info: log, warn: log, error: log };
  const heffl = new Heffl({
    apiKey: rotating(),
    maxRetries: 0,
    logger,
    fetch: async (_, { headers }) => fetch(headers["x-api-key"]),
  });
  heffl.api.use({
    async onRequest({ request, options }) {
      for (const _ of KEYS.slice(1)) await options.fetch(request.clone()).catch(() => {});
      return undefined;
    },
  });
  return { heffl, lines };
}

describe("of a key function that gives another key each time none of a call's keys is shown", () => {
  const ECHOES: Record<string, (seen: string[]) => Response> = {
    "a refusal's message": (seen) =>
      Response.json({ error: { code: "FORBIDDEN", message: seen.join(" and ") } }, { status: 403 }),
    "a page": (seen) => new Response(`<p>${seen.map(encodeURIComponent).join("</p><p>")}</p>`, { status: 502 }),
    "headers and their names": (seen) =>
      new Response("", {
        status: 502,
        headers: { "x-echo": seen.join(), "x-request-id": seen[0] ?? "", [seen[0] ?? "x-none"]: "1" },
      }),
    "a task's fields": (seen) => Response.json({ id: "tsk_1", errors: seen }),
    "a body's end that cuts the first": (seen) => new Response(`Bad key ${seen[0]?.slice(0, 12)}`, { status: 500 }),
  };

  test.each(Object.entries(ECHOES))("in %s", async (_, answer) => {
    const seen: string[] = [];
    const { heffl, lines } = sendingThrice(async (key) => {
      seen.push(key ?? "");
      return answer(seen);
    });
    const error = await rejection<HefflError>(heffl.tasks.create({ title: "t" }));
    expect(seen).toEqual(KEYS);
    for (const shown of [visible(error), visible(lines)]) {
      for (const key of ["heffl_user_AbCdEf", "_second", "another-key", "heffl_user_A"])
        expect(shown).not.toContain(key);
    }
  });

  test("in a transport's error", async () => {
    const seen: string[] = [];
    const { heffl } = sendingThrice(async (key) => {
      seen.push(key ?? "");
      throw Object.assign(new Error(`lost ${seen.join()}`), { requests: seen });
    });
    const error = await rejection<HefflError>(heffl.tasks.create({ title: "t" }));
    expect(error.outcome).toBe("unknown");
    for (const key of ["heffl_user_AbCdEf", "_second", "another-key"]) expect(visible(error)).not.toContain(key);
  });

  test("in what a middleware throws, and what ends the call", async () => {
    const { heffl } = sendingThrice(async () => new Response("", { status: 502 }));
    heffl.api.use({
      onResponse() {
        throw new Error(`of ${KEYS}`);
      },
    });
    expect(visible(await rejection(heffl.tasks.create({ title: "t" })))).not.toMatch(/heffl_user_AbCdEf|another-key/);

    const controller = new AbortController();
    const { heffl: aborted } = sendingThrice(async (key) => {
      if (key === KEYS[2]) controller.abort(new Error(`stopped ${KEYS}`));
      return new Response("", { status: 502 });
    });
    const error = await rejection(aborted.tasks.create({ title: "t" }, { signal: controller.signal }));
    expect(error.name).toBe("AbortError");
    expect(visible(error)).not.toMatch(/heffl_user_AbCdEf|another-key/);
  });
});
