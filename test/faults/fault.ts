import type { Incoming } from "./connection.ts";

/** A request that a fault answers, or doesn't. */
export interface Exchange extends Incoming {
  readonly task: Readonly<Record<string, unknown>>;
  readonly apiKey: string;
  /** Another origin than the one the request was meant for. */
  readonly foreignUrl: string;
  readonly dripMs: number;
}

export type Step = (exchange: Exchange) => void | Promise<void>;

/** One way to misbehave. A fault that leaves its socket open has left a usable keep-alive connection. */
export interface Fault {
  readonly name: string;
  /** Whether the task is created before `onBody`, once the whole body is there. */
  readonly creates: boolean;
  /** It ends only when the client gives up, so it costs the client's timeout. */
  readonly stalls: boolean;
  /** Breaks TLS itself; over plain HTTP it is something else. */
  readonly needsTls: boolean;
  /** Done before the body is read, for which the request must carry `x-fault-key`. */
  readonly onHead: Step;
  readonly onBody: Step;
}

type Definition = Pick<Fault, "creates"> & Partial<Omit<Fault, "name" | "creates">>;

/** Named faults from their definitions; what a definition leaves out does nothing. */
export function defineFaults<T extends Record<string, Definition>>(definitions: T): { readonly [K in keyof T]: Fault } {
  const rest = { stalls: false, needsTls: false, onHead: () => {}, onBody: () => {} };
  const named = Object.entries(definitions).map(([name, definition]) => [name, { ...rest, ...definition, name }]);
  return Object.fromEntries(named);
}

/**
 * The truth after one request that met `fault` and arrived whole: whether its task exists. What a client could know
 * of it is another question, and not answered here.
 */
export function expectedOutcome(fault: Fault): { readonly created: boolean } {
  return { created: fault.creates };
}
