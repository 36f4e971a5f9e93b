// The transport for Node, as a user's program has it.
import { Heffl } from "heffl-client";
import { type UndiciTransport, type UndiciTransportOptions, undiciTransport } from "heffl-client/undici";

const options: UndiciTransportOptions = { connections: 1, connect: { timeout: 10_000 } };
const transport: UndiciTransport = undiciTransport(options);
const heffl = new Heffl({ fetch: transport });

heffl.tasks
  .create({ title: "Call Acme" })
  .then(({ id }) => console.log(id))
  .finally(() => transport.close());

/** Never called: it has to be refused by the compiler. */
export function misspelt(): unknown {
  // @ts-expect-error: no such option
  return undiciTransport({ connection: 1 });
}
