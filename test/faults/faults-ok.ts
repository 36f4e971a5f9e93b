import { gzipSync } from "node:zlib";
import { head, JSON_TYPE, pause, replyJson } from "./answer.ts";
import { defineFaults, type Exchange } from "./fault.ts";

const ok = (exchange: Exchange): void => replyJson(exchange, exchange.task);

/** A body in two chunks, the second of one byte: readers that take the first chunk for the body fail here. */
function chunked({ socket, task }: Exchange): void {
  const text = JSON.stringify(task);
  socket.write(head({ headers: { ...JSON_TYPE, "Transfer-Encoding": "chunked" } }));
  const first = text.slice(0, -1);
  socket.write(`${Buffer.byteLength(first).toString(16)}\r\n${first}\r\n1\r\n${text.at(-1)}\r\n0\r\n\r\n`);
}

function gzipped({ socket, task }: Exchange): void {
  const body = gzipSync(JSON.stringify(task));
  socket.write(head({ headers: { ...JSON_TYPE, "Content-Encoding": "gzip", "Content-Length": body.length } }));
  socket.write(body);
}

/** The end of the connection is the end of the body, as in HTTP/1.0. */
function untilClose({ socket, task }: Exchange): void {
  socket.write(head({ headers: JSON_TYPE }));
  socket.end(JSON.stringify(task));
}

/** Right answers, in every form that HTTP/1.1 has for one, and connections that don't outlive them. */
export const okFaults = defineFaults({
  ok: { creates: true, onBody: ok },
  okNoLength: { creates: true, onBody: chunked },
  okGzip: { creates: true, onBody: gzipped },
  okUntilClose: { creates: true, onBody: untilClose },
  ok201: { creates: true, onBody: (x) => replyJson(x, x.task, { status: 201 }) },
  okConnectionClose: {
    creates: true,
    onBody(x) {
      replyJson(x, x.task, { headers: { Connection: "close" } });
      x.socket.end();
    },
  },
  // The keep-alive race: the next request on this connection is written while the server is already gone.
  okThenClose: {
    creates: true,
    onBody(x) {
      ok(x);
      x.socket.end();
    },
  },
  okThenReset: {
    creates: true,
    async onBody(x) {
      // A reset throws away what the client hasn't read, so it has to wait until the answer was taken.
      ok(x);
      await pause(x, 5);
      x.raw.resetAndDestroy();
    },
  },
  informational103: {
    creates: true,
    onBody(x) {
      x.socket.write(head({ status: 103, headers: { Link: "</style.css>; rel=preload" } }));
      ok(x);
    },
  },
  // 100 although nobody sent `Expect`: some proxies do.
  continue100: { creates: true, onHead: ({ socket }) => void socket.write(head({ status: 100 })), onBody: ok },
  continue100Late: {
    creates: true,
    onBody(x) {
      x.socket.write(head({ status: 100 }));
      ok(x);
    },
  },
  switching101: {
    creates: true,
    onBody: ({ socket }) =>
      void socket.write(head({ status: 101, headers: { Connection: "Upgrade", Upgrade: "other" } })),
  },
});
