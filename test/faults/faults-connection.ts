import { gzipSync } from "node:zlib";
import { head, JSON_TYPE } from "./answer.ts";
import { defineFaults, type Exchange, type Step } from "./fault.ts";

const close = ({ socket }: Exchange): void => void socket.destroy();
const reset = ({ raw }: Exchange): void => void raw.resetAndDestroy();
const stall = ({ gone }: Exchange): Promise<void> => gone;

function stallInHeaders({ socket, gone }: Exchange): Promise<void> {
  socket.write("HTTP/1.1 200 OK\r\nContent-Type: application/js");
  return gone;
}

function stallInBody({ socket, task, gone }: Exchange): Promise<void> {
  const text = JSON.stringify(task);
  socket.write(head({ headers: { ...JSON_TYPE, "Content-Length": text.length } }));
  socket.write(text.slice(0, 20));
  return gone;
}

/** The inflating side has nothing to give, and only the transport knows that more is to come. */
function stallInGzip({ socket, task, gone }: Exchange): Promise<void> {
  const body = gzipSync(JSON.stringify(task));
  const headers = { ...JSON_TYPE, "Content-Encoding": "gzip", "Content-Length": body.length };
  socket.write(head({ headers }));
  socket.write(body.subarray(0, 40));
  return gone;
}

function closeInHeaders({ socket }: Exchange): void {
  socket.end("HTTP/1.1 200 OK\r\nContent-Type: application/js");
}

// A record that no key opens: TLS fails, and the request was read long ago.
const BROKEN_RECORD = Buffer.from(`1703030040${"00112233".repeat(16)}`, "hex");
// Outside of the encryption: nobody may take it for true, yet it ends the connection.
const CLEAR_ALERT = Buffer.from("15030300020228", "hex");

const end =
  (bytes: Buffer): Step =>
  ({ raw }) =>
    void raw.end(bytes);

/** As `end`, and the connection stays: Node's own sockets tell of the error and never close after it. */
const stay =
  (bytes: Buffer): Step =>
  ({ raw, gone }) => {
    raw.write(bytes);
    return gone;
  };

/** The connection fails, at every stage after it was made. */
export const connectionFaults = defineFaults({
  closeAfterHeaders: { creates: false, onHead: close },
  resetAfterHeaders: { creates: false, onHead: reset },
  stallAfterHeaders: { creates: false, stalls: true, onHead: stall },
  closeAfterBody: { creates: false, onBody: close },
  closeAfterBodyCreated: { creates: true, onBody: close },
  resetAfterBody: { creates: false, onBody: reset },
  resetAfterBodyCreated: { creates: true, onBody: reset },
  closeInHeaders: { creates: false, onBody: closeInHeaders },
  closeInHeadersCreated: { creates: true, onBody: closeInHeaders },
  stallBeforeHeaders: { creates: false, stalls: true, onBody: stall },
  stallBeforeHeadersCreated: { creates: true, stalls: true, onBody: stall },
  stallInHeaders: { creates: false, stalls: true, onBody: stallInHeaders },
  stallInHeadersCreated: { creates: true, stalls: true, onBody: stallInHeaders },
  stallInBody: { creates: true, stalls: true, onBody: stallInBody },
  stallInGzip: { creates: true, stalls: true, onBody: stallInGzip },
  // TLS says when it ends, with close_notify; a cut connection doesn't.
  tlsCut: { creates: false, needsTls: true, onBody: ({ raw }) => void raw.destroy() },
  tlsCutCreated: { creates: true, needsTls: true, onBody: ({ raw }) => void raw.destroy() },
  tlsBrokenRecord: { creates: false, needsTls: true, onBody: end(BROKEN_RECORD) },
  tlsBrokenRecordCreated: { creates: true, needsTls: true, onBody: end(BROKEN_RECORD) },
  tlsBrokenRecordStays: { creates: true, needsTls: true, stalls: true, onBody: stay(BROKEN_RECORD) },
  tlsClearAlertCreated: { creates: true, needsTls: true, onBody: end(CLEAR_ALERT) },
});
