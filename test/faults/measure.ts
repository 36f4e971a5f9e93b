// What this runtime's plain `fetch` makes of every fault, as a Markdown table: `npx tsx test/faults/measure.ts`.
import { FAULTS, type Fault, type FaultServer, startFaultServer } from "./server.ts";

const TIMEOUT_MS = 300;
// Read at each connection. The certificate is made anew at each start, so no trust can be set up before.
process.env["NODE_TLS_REJECT_UNAUTHORIZED"] = "0";
process.removeAllListeners("warning");

/** `fetch` can outlive its own signal, so this doesn't lean on it. */
async function create(url: string, key: string, body?: BodyInit): Promise<string> {
  let timer: NodeJS.Timeout | undefined;
  const hangs = new Promise<string>((resolve) => (timer = setTimeout(resolve, 1500, "**hangs, signal or not**")));
  const outcome = await Promise.race([attempt(url, key, body), hangs]);
  clearTimeout(timer);
  return outcome;
}

async function attempt(url: string, key: string, body: BodyInit = JSON.stringify({ title: key })): Promise<string> {
  const headers = { "content-type": "application/json", "x-api-key": "k", "x-fault-key": key };
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const init: RequestInit & { duplex: "half" } = {
    method: "POST",
    headers,
    body,
    signal,
    redirect: "manual",
    duplex: "half",
  };
  let response: Response;
  try {
    response = await fetch(`${url}/tasks`, init);
  } catch (error) {
    return describe(error);
  }
  try {
    await response.text();
    return `${response.status}`;
  } catch (error) {
    return `${response.status}, then ${describe(error)}`;
  }
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code, syscall } = error as NodeJS.ErrnoException;
  const tags = [typeof code === "string" ? code : "", syscall ? `(${syscall})` : ""].filter(Boolean).join(" ");
  const self = `${error.name}${tags ? ` ${tags}` : ""} "${error.message
    .split("\n")[0]
    ?.replace(/^[0-9A-F]{16}:/, "")
    .slice(0, 80)}"`;
  return error.cause === undefined ? self : `${self} ← ${describe(error.cause)}`;
}

async function measure(server: FaultServer, fault: Fault, warm: boolean, large = false): Promise<string> {
  const url = await (fault.needsTls ? server.freshHttpsUrl() : server.freshUrl());
  const key = `${fault.name} ${warm} ${large}`;
  server.plan(key, [fault]);
  if (warm) {
    await create(url, `${key} warm-up`);
    // undici takes a connection back one turn after its answer; a request made in between opens another.
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const outcome = await create(
    url,
    key,
    large ? JSON.stringify({ title: key, description: "a".repeat(8e6) }) : undefined,
  );
  await new Promise((resolve) => setTimeout(resolve, 20));
  const { attempts, received, created } = server.ledger.of(key);
  const unlike = attempts[0]?.warm === warm ? "" : " (not as asked)";
  const more =
    received > 1 || created.length > 1 || attempts.length > 1
      ? ` **sent ${attempts.length}, created ${created.length}**`
      : "";
  return `${outcome}${more}${unlike}`;
}

const server = await startFaultServer();
console.log("| fault | fresh | warm |\n| --- | --- | --- |");
for (const name of [
  "refusingUrl",
  "closingUrl",
  "resettingUrl",
  "tlsClosingUrl",
  "tlsAlertUrl",
  "tlsPlainUrl",
  "tlsAfterHandshakeUrl",
] as const)
  console.log(`| ${name} | ${await create(server[name], name)} | |`);
process.env["NODE_TLS_REJECT_UNAUTHORIZED"] = "1";
console.log(`| untrusted | ${await create(await server.freshHttpsUrl(), "untrusted")} | |`);
process.env["NODE_TLS_REJECT_UNAUTHORIZED"] = "0";
for (const fault of Object.values<Fault>(FAULTS)) {
  const [fresh, warm] = [await measure(server, fault, false), await measure(server, fault, true)];
  console.log(`| ${fault.name} | ${fresh} | ${warm === fresh ? "=" : warm} |`);
}
for (const name of ["closeAfterHeaders", "resetAfterHeaders", "status413Early", "resetAfterBody"] as const)
  console.log(
    `| ${name}, 8 MB body | ${await measure(server, FAULTS[name], false, true)} | ${await measure(server, FAULTS[name], true, true)} |`,
  );
await server.close();
process.exit();
