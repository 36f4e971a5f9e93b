import { replyError, replyHtml } from "./answer.ts";
import { defineFaults, type Step } from "./fault.ts";

const limited =
  (headers: () => Record<string, string | number>): Step =>
  (x) =>
    replyError(x, "TOO_MANY_REQUESTS", { status: 429, headers: headers() });
const inSeconds = (seconds: number): Date => new Date(Date.now() + seconds * 1000);

/** 429 in every form in which a wait is told. A number at the end of a name is the wait in seconds. */
export const rateFaults = defineFaults({
  status429Reset0: {
    creates: false,
    onBody: limited(() => ({ "RateLimit-Limit": 60, "RateLimit-Remaining": 0, "RateLimit-Reset": 0 })),
  },
  status429Reset1: { creates: false, onBody: limited(() => ({ "RateLimit-Reset": 1 })) },
  status429ResetUnix: {
    creates: false,
    onBody: limited(() => ({ "RateLimit-Reset": Math.floor(inSeconds(0).getTime() / 1000) })),
  },
  status429RetryAfter0: { creates: false, onBody: limited(() => ({ "Retry-After": 0 })) },
  status429RetryAfter1: { creates: false, onBody: limited(() => ({ "Retry-After": 1 })) },
  status429Date0: { creates: false, onBody: limited(() => ({ "Retry-After": inSeconds(0).toUTCString() })) },
  // HTTP dates have no fractions: this is a wait of one to two seconds.
  status429Date2: { creates: false, onBody: limited(() => ({ "Retry-After": inSeconds(2).toUTCString() })) },
  status429Draft0: {
    creates: false,
    onBody: limited(() => ({ "RateLimit-Policy": '"default";q=60;w=60', RateLimit: '"default";r=0;t=0' })),
  },
  status429Hour: { creates: false, onBody: limited(() => ({ "Retry-After": 3600, "RateLimit-Reset": 3600 })) },
  status429NoHint: { creates: false, onBody: limited(() => ({})) },
  status429Html: { creates: false, onBody: (x) => replyHtml(x, { status: 429 }) },
});
