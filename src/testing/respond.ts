import type { Planned } from "./plan.ts";

// The errors have the shape of those of Node's fetch, because clients decide by it whether a request was sent.

/** The error for an address at which nothing listens. */
export function connectionRefused(url: string): TypeError {
  const { hostname, port, protocol } = new URL(url);
  const number = Number(port) || (protocol === "https:" ? 443 : 80);
  const message = `connect ECONNREFUSED ${hostname}:${number}`;
  const details = { code: "ECONNREFUSED", syscall: "connect", address: hostname, port: number };
  return new TypeError("fetch failed", { cause: Object.assign(new Error(message), details) });
}

/** The error for a connection that the server closed after the request was sent. */
export function connectionLost(message = "fetch failed"): TypeError {
  const cause = Object.assign(new Error("other side closed"), { name: "SocketError", code: "UND_ERR_SOCKET" });
  return new TypeError(message, { cause });
}

/** Stays pending until the signal is aborted, and then rejects with its reason, as `fetch` does. */
export function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const end = () => reject(signal.reason);
    if (signal.aborted) end();
    else signal.addEventListener("abort", end, { once: true });
  });
}

/** The Response, with its body whole, or broken in the middle. */
export function respond(planned: Planned, how: "whole" | "cut off" | "stalled", signal: AbortSignal): Response {
  const { body, ...init } = planned;
  if (how === "whole" || body === undefined) return new Response(body ?? null, init);
  const half = new TextEncoder().encode(body.slice(0, body.length / 2));
  let begun = false;
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (!begun) {
        begun = true;
        controller.enqueue(half);
      } else if (how === "cut off") controller.error(connectionLost("terminated"));
      else await untilAborted(signal);
    },
  });
  return new Response(stream, init);
}
