import type { Socket } from "node:net";
import { createSecureContext, TLSSocket } from "node:tls";
import { type BackendOptions, createBackend, createForeign } from "./backend.ts";
import { makeCertificate } from "./certificate.ts";
import { type Incoming, serve } from "./connection.ts";
import { Listeners } from "./listeners.ts";

export interface Addresses {
  readonly url: string;
  readonly httpsUrl: string;
  /** The certificate that `httpsUrl` shows, PEM, for clients that are to trust it. */
  readonly caCert: string;
  /** Records every request in `ledger.foreign` and answers as if it had created a task. */
  readonly foreignUrl: string;
  /** A port on which nothing listens. */
  readonly refusingUrl: string;
  /** Accepts, and closes at once. */
  readonly closingUrl: string;
  /** Accepts, and resets at once. */
  readonly resettingUrl: string;
  /** Ends the connection at the ClientHello. */
  readonly tlsClosingUrl: string;
  /** Answers the ClientHello with a fatal alert. */
  readonly tlsAlertUrl: string;
  /** Answers the ClientHello in plain HTTP. */
  readonly tlsPlainUrl: string;
  /** Ends the connection right after the handshake, when the client may already have written. */
  readonly tlsAfterHandshakeUrl: string;
}

export interface Ports {
  readonly addresses: Addresses;
  freshUrl(): Promise<string>;
  freshHttpsUrl(): Promise<string>;
  close(): Promise<void>;
}

export interface PortOptions extends Omit<BackendOptions, "foreignUrl"> {
  readonly tls: boolean;
}

/** Opens every port of a fault server, in this thread. */
export async function openPorts(options: PortOptions): Promise<Ports> {
  const certificate = options.tls ? await makeCertificate() : undefined;
  const secureContext = createSecureContext(certificate);
  const listeners = new Listeners();

  const plain = (handle: (incoming: Incoming) => Promise<void>) => (raw: Socket) => serve(raw, raw, handle);
  const secure = (raw: Socket): TLSSocket => {
    const socket = new TLSSocket(raw, { isServer: true, secureContext });
    return socket.on("error", () => {});
  };
  const http = async (onSocket: (socket: Socket) => void | Promise<void>) =>
    `http://127.0.0.1:${await listeners.open(onSocket)}`;
  const https = async (onSocket: (socket: Socket) => void | Promise<void>) =>
    certificate ? `https://127.0.0.1:${await listeners.open(onSocket)}` : "";

  const foreignUrl = await http(plain(createForeign(options.record)));
  const backend = createBackend({ ...options, foreignUrl });
  const freshUrl = () => http(plain(backend));
  const freshHttpsUrl = () => https((raw) => serve(secure(raw), raw, backend));

  const addresses = {
    url: await freshUrl(),
    httpsUrl: await freshHttpsUrl(),
    caCert: certificate?.cert ?? "",
    foreignUrl,
    refusingUrl: `http://127.0.0.1:${await listeners.openRefusing()}`,
    closingUrl: await http((raw) => void raw.destroy()),
    resettingUrl: await http((raw) => void raw.resetAndDestroy()),
    tlsClosingUrl: await https((raw) => void raw.once("data", () => raw.destroy())),
    tlsAlertUrl: await https((raw) => void raw.once("data", () => raw.end(Buffer.from("15030300020228", "hex")))),
    tlsPlainUrl: await https((raw) => void raw.once("data", () => raw.end("HTTP/1.1 400 Bad Request\r\n\r\n"))),
    tlsAfterHandshakeUrl: await https((raw) => void secure(raw).once("secure", () => raw.destroy())),
  };
  return { addresses, freshUrl, freshHttpsUrl, close: () => listeners.close() };
}
