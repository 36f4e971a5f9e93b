import { readFileSync } from "node:fs";
import { requestExamples } from "../support/document.ts";

export interface Answer {
  status: number;
  headers?: Record<string, string>;
  body: Record<string, unknown>;
}

/** One create: what is sent, what the API says of it, and what a client must have read. */
export interface Vector {
  name: string;
  body: Record<string, unknown>;
  /** Undefined for a body that is accepted. */
  refused?: string | undefined;
  /** What the server answers in the mock's place. */
  answer?: Answer | undefined;
}

const read = <T>(name: string): T =>
  JSON.parse(readFileSync(new URL(`vectors/${name}.json`, import.meta.url), "utf8")) as T;

/** All of them: the same for the mock, for this package's client and for every generated one. */
export const VECTORS: readonly Vector[] = [
  ...read<{ name: string; body: Vector["body"] }[]>("accepted"),
  ...requestExamples.map(({ name, value }) => ({ name: `example-${name}`, body: value })),
  ...read<{ name: string; why: string; body: Vector["body"] }[]>("refused").map(({ name, why, body }) => ({
    name,
    body,
    refused: why,
  })),
  ...read<{ name: string; answer: Answer }[]>("answers").map(({ name, answer }) => ({
    name,
    body: { title: "t" },
    answer,
  })),
];
