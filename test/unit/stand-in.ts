import { DEFAULT_BASE_URL, Heffl, type HefflOptions } from "../../src/index.ts";

/** Long and peculiar enough that it stands nowhere by chance. */
export const KEY = "sk_test_Zq7-unmistakable";

/** A task as Heffl answers with it. */
export const TASK = {
  id: "tsk_2Jd8RyW6Lc",
  number: "1042",
  title: "Call Acme",
  status: "OPEN",
  type: "call",
  showTime: false,
  assigneeIds: [],
  tagIds: [],
};

export const json = (status: number, body: unknown, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json", ...headers } });

/** Heffl's error body. */
export const refusal = (code: string, message = "No.", issues?: unknown): unknown => ({
  error: { code, message, ...(issues !== undefined && { details: { issues } }) },
});

/** What Node's fetch throws when nobody listens. */
export const refusedConnection = (): TypeError =>
  new TypeError("fetch failed", {
    cause: Object.assign(new Error("connect ECONNREFUSED 127.0.0.1:1"), { code: "ECONNREFUSED", syscall: "connect" }),
  });

/** What Node's fetch throws when the connection is lost, which proves nothing. */
export const lostConnection = (): TypeError =>
  new TypeError("fetch failed", {
    cause: Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET", syscall: "read" }),
  });

/** A client over a transport that is a function of the test. It doesn't wait between retries. */
export const clientOver = (fetch: NonNullable<HefflOptions["fetch"]>, options: HefflOptions = {}): Heffl =>
  new Heffl({ apiKey: KEY, baseUrl: DEFAULT_BASE_URL, maxRetryDelayMs: 0, ...options, fetch });

/** What `promise` rejects with. */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error("It was to be rejected.");
}
