import { reply, replyError, replyHtml, replyJson } from "./answer.ts";
import { defineFaults, type Exchange, type Step } from "./fault.ts";

const heffl =
  (status: number, code: string): Step =>
  (x) =>
    replyError(x, code, { status });
const html =
  (status: number, headers = {}): Step =>
  (x) =>
    replyHtml(x, { status, headers });
const redirect =
  (status: number, location: (exchange: Exchange) => string): Step =>
  (x) =>
    reply(x, { status, headers: { Location: location(x) } });
const foreign = ({ foreignUrl, target }: Exchange): string => `${foreignUrl}${target}`;

/** A server that gave up on a request also ends the connection. */
function timedOut(answer: (exchange: Exchange) => void): Step {
  return (x) => {
    answer(x);
    x.socket.end();
  };
}

/** The key in the reason phrase, a header and the body: every place that an error message is made from. */
function echo(x: Exchange): void {
  const answer = { status: 400, reason: `Bad ${x.apiKey}`, headers: { "X-Request-Id": `req-${x.apiKey}` } };
  replyError(x, "BAD_REQUEST", answer, `The key ${x.apiKey} is odd.`);
}

const validation = {
  code: "VALIDATION_ERROR",
  message: "The task is not valid.",
  details: { issues: [{ field: "title", message: "is odd" }, { message: "Unknown key" }] },
};

/** Answers with another status than 2xx or 429. */
export const statusFaults = defineFaults({
  redirect301: { creates: false, onBody: redirect(301, foreign) },
  redirect302: { creates: false, onBody: redirect(302, foreign) },
  redirect303: { creates: false, onBody: redirect(303, foreign) },
  redirect307: { creates: false, onBody: redirect(307, foreign) },
  redirect307Created: { creates: true, onBody: redirect(307, foreign) },
  redirect308: { creates: false, onBody: redirect(308, foreign) },
  // Followed, it makes the task twice.
  redirect308SameOriginCreated: { creates: true, onBody: redirect(308, ({ target }) => target) },
  redirect303Created: { creates: true, onBody: redirect(303, ({ target }) => `${target}/tsk_made`) },
  redirect302EchoKey: {
    creates: false,
    onBody: redirect(302, (x) => `${foreign(x)}?key=${encodeURIComponent(x.apiKey)}`),
  },
  status400: { creates: false, onBody: (x) => replyJson(x, { error: validation }, { status: 400 }) },
  status400Html: { creates: false, onBody: html(400) },
  status400Empty: { creates: false, onBody: (x) => reply(x, { status: 400 }) },
  status400EchoKey: { creates: false, onBody: echo },
  status401: { creates: false, onBody: heffl(401, "UNAUTHORIZED") },
  status403: { creates: false, onBody: heffl(403, "FORBIDDEN") },
  status403Html: { creates: false, onBody: html(403) },
  status404: { creates: false, onBody: heffl(404, "NOT_FOUND") },
  status404Html: { creates: false, onBody: html(404) },
  status408: { creates: false, onBody: timedOut((x) => replyError(x, "TIMEOUT", { status: 408 })) },
  status408Created: { creates: true, onBody: timedOut((x) => replyError(x, "TIMEOUT", { status: 408 })) },
  status408Empty: { creates: false, onBody: timedOut((x) => reply(x, { status: 408 })) },
  status409: { creates: false, onBody: heffl(409, "CONFLICT") },
  // Answered before the body was read, as proxies do: the client may still be writing.
  status413Early: {
    creates: false,
    onHead(x) {
      replyHtml(x, { status: 413, headers: { Connection: "close" } });
      x.socket.end();
    },
  },
  status413Html: { creates: false, onBody: html(413) },
  status421: { creates: false, onBody: (x) => reply(x, { status: 421 }) },
  // Node's own fetch sends text again after it.
  status421Created: { creates: true, onBody: (x) => reply(x, { status: 421 }) },
  status421CreatedClose: {
    creates: true,
    onBody(x) {
      reply(x, { status: 421, headers: { Connection: "close" } });
      x.socket.end();
    },
  },
  status499: { creates: false, onBody: (x) => reply(x, { status: 499 }) },
  status499Created: { creates: true, onBody: (x) => reply(x, { status: 499 }) },
  status500: { creates: false, onBody: heffl(500, "INTERNAL_SERVER_ERROR") },
  status500Created: { creates: true, onBody: heffl(500, "INTERNAL_SERVER_ERROR") },
  status502: { creates: false, onBody: html(502) },
  status502Created: { creates: true, onBody: html(502) },
  status503RetryAfter: { creates: false, onBody: html(503, { "Retry-After": 0 }) },
  // Caches send it after the backend got the request.
  status503RetryAfterCreated: { creates: true, onBody: html(503, { "Retry-After": 0 }) },
  status504: { creates: false, onBody: html(504) },
  status504Created: { creates: true, onBody: html(504) },
  status520: { creates: false, onBody: (x) => reply(x, { status: 520 }) },
  status520Created: { creates: true, onBody: (x) => reply(x, { status: 520 }) },
});
