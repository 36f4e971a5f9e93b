import { Heffl, type HefflError, isHefflError, type Outcome } from "../../src/index.ts";
import { TASK } from "../support/server.ts";
import type { Finding } from "./finding.ts";

const JSON_TYPE = { "content-type": "application/json" };
const heffl = (status: number, code: string) => Response.json({ error: { code, message: "No." } }, { status });

/** Every way in which an attempt can end: what a transport does, what that proves, and whether one more may follow. */
const ENDS: Record<string, { send(): Promise<unknown>; proves: Outcome; again: boolean }> = {
  task: { send: async () => Response.json(TASK), proves: "created", again: false },
  refused: {
    send: async () => {
      const cause = Object.assign(new Error("connect"), { code: "ECONNREFUSED", syscall: "connect" });
      throw new TypeError("fetch failed", { cause });
    },
    proves: "not_created",
    again: true,
  },
  lost: {
    send: async () => {
      throw new TypeError("fetch failed", { cause: Object.assign(new Error("read"), { code: "ECONNRESET" }) });
    },
    proves: "unknown",
    again: false,
  },
  "429": { send: async () => heffl(429, "TOO_MANY_REQUESTS"), proves: "not_created", again: true },
  "401": { send: async () => heffl(401, "UNAUTHORIZED"), proves: "not_created", again: false },
  "500": { send: async () => heffl(500, "INTERNAL_SERVER_ERROR"), proves: "unknown", again: false },
  "a page": { send: async () => new Response("<p>", { status: 502 }), proves: "unknown", again: false },
  "no ID": { send: async () => Response.json({}), proves: "unknown", again: false },
  "cut after the ID": {
    send: async () => new Response('{"id":"tsk_9","ti', { headers: JSON_TYPE }),
    proves: "created",
    again: false,
  },
  "no answer": { send: () => new Promise(() => {}), proves: "unknown", again: false },
};

/** What a call is to be told, and after how many attempts, worked out without the client. */
function expected(sequence: string[], retryUnknown: boolean): string {
  let proved: Outcome = "not_created";
  for (const [index, name] of sequence.entries()) {
    const end = ENDS[name] as (typeof ENDS)[string];
    if (name === "task") return `task after ${index + 1}`;
    if (end.proves === "created" || proved !== "unknown") proved = end.proves;
    if (!(end.again || (retryUnknown && end.proves === "unknown"))) return `${proved} after ${index + 1}`;
  }
  return `${proved} after ${sequence.length}`;
}

/** Every sequence of up to `longest` attempts, each with and without `retryUnknown`. */
export async function sequences(longest: number): Promise<Finding> {
  let all: string[][] = [[]];
  const wrong: string[] = [];
  let calls = 0;
  for (let length = 1; length <= longest; length++) {
    all = all.flatMap((before) => Object.keys(ENDS).map((name) => [...before, name]));
    for (const sequence of all) {
      for (const retryUnknown of [false, true]) {
        calls++;
        const told = await run(sequence, retryUnknown);
        const right = expected(sequence, retryUnknown);
        if (told !== right) wrong.push(`${sequence.join(", ")}: told ${told}, and right is ${right}`);
      }
    }
  }
  return { calls, wrong };
}

async function run(sequence: string[], retryUnknown: boolean): Promise<string> {
  let attempts = 0;
  const fetch = async () => ENDS[sequence[attempts++] ?? "task"]?.send() as Promise<Response>;
  const options = { retryUnknown, maxRetries: sequence.length - 1, maxRetryDelayMs: 0, timeoutMs: 4 };
  const { tasks } = new Heffl({ apiKey: "test-key-of-nobody", fetch, ...options });
  const told = await tasks.create({ title: "t" }).then(
    () => "task",
    (error: HefflError) => (isHefflError(error) ? error.outcome : `raw ${error}`),
  );
  return `${told} after ${attempts}`;
}
