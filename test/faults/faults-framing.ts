import { head, JSON_TYPE, pause, reply, replyJson, replyTwice } from "./answer.ts";
import { defineFaults, type Exchange } from "./fault.ts";

/** The task's JSON behind a head that claims `claimed` bytes. */
function withLength({ socket, task }: Exchange, claimed: (length: number) => number, send: (text: string) => string) {
  const text = JSON.stringify(task);
  socket.write(head({ headers: { ...JSON_TYPE, "Content-Length": claimed(text.length) } }) + send(text));
}

/** The body lacks its second half, in a framing that shows it or in one that doesn't. */
function cutBody(exchange: Exchange): void {
  withLength(
    exchange,
    (length) => length,
    (text) => text.slice(0, text.length / 2),
  );
  exchange.socket.end();
}

function chunkedCut({ socket, task }: Exchange): void {
  socket.write(head({ headers: { ...JSON_TYPE, "Transfer-Encoding": "chunked" } }));
  socket.end(`ff\r\n${JSON.stringify(task).slice(0, 40)}`);
}

function cutUntilClose({ socket, task }: Exchange): void {
  socket.write(head({ headers: JSON_TYPE }));
  socket.end(JSON.stringify(task).slice(0, 40));
}

async function slowDrip(exchange: Exchange): Promise<void> {
  const { socket, task, dripMs } = exchange;
  const text = JSON.stringify(task);
  // The ID in one piece, or a slow machine would end the deadline before it is there.
  const withId = text.indexOf(",");
  socket.write(head({ headers: { ...JSON_TYPE, "Content-Length": text.length } }) + text.slice(0, withId));
  for (const byte of text.slice(withId)) {
    if (!socket.writable) return;
    socket.write(byte);
    await pause(exchange, dripMs);
  }
}

/** Answers whose bytes break the protocol. All come from a server that did create the task, but for `garbage`. */
export const framingFaults = defineFaults({
  cutBody: { creates: true, onBody: cutBody },
  chunkedCut: { creates: true, onBody: chunkedCut },
  cutUntilClose: { creates: true, onBody: cutUntilClose },
  slowDrip: { creates: true, stalls: true, onBody: slowDrip },
  wrongLengthShort: {
    creates: true,
    onBody: (x) =>
      withLength(
        x,
        (length) => length - 10,
        (text) => text,
      ),
  },
  // Stalls for lack of the rest, on a connection that stays open.
  wrongLengthLong: {
    creates: true,
    stalls: true,
    onBody(x) {
      withLength(
        x,
        (length) => length + 10,
        (text) => text,
      );
      return x.gone;
    },
  },
  // A second answer that nobody asked for: whoever reuses the connection takes it for the next task.
  surplusAnswer: {
    creates: true,
    onBody: (x) => replyTwice(x, x.task, { ...x.task, id: "tsk_surplus" }),
  },
  chunkedBadSize: {
    creates: true,
    onBody({ socket, task }) {
      socket.write(head({ headers: { ...JSON_TYPE, "Transfer-Encoding": "chunked" } }));
      socket.write(`zz\r\n${JSON.stringify(task)}\r\n0\r\n\r\n`);
    },
  },
  garbage: { creates: false, onBody: ({ socket }) => void socket.end("SSH-2.0-OpenSSH_9.6\r\n") },
  garbageCreated: { creates: true, onBody: ({ socket }) => void socket.end(Buffer.from("0001fffe".repeat(64), "hex")) },
  invalidHeader: { creates: true, onBody: (x) => reply(x, { headers: { "X-Bad\0Name": "a\x01b" }, body: "{}" }) },
  hugeHeaders: {
    creates: true,
    onBody: (x) => replyJson(x, x.task, { headers: { "X-Pad": "a".repeat(100_000) } }),
  },
});
