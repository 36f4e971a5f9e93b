import { readFileSync } from "node:fs";
import type { Outcome, operations } from "../../src/index.ts";
import { readDocument } from "../lib/document.ts";

/** One create: what is sent, what comes back, and what that proves. */
export interface Vector {
  /** Of letters, digits and dashes, so that it can stand in a path. */
  name: string;
  body: Record<string, unknown>;
  /** Why Heffl refuses the body; undefined for one that is accepted. */
  refused?: string;
  /** What a server has to answer; undefined where any server that follows the document will do. */
  answer?: { status: number; headers?: Record<string, string>; body: unknown };
  /** What the answer proves, by the document's section "Did my task get created?". */
  outcome: Outcome;
}

/** One read: what is asked for, what comes back, and what that is. */
export type ReadVector = Read &
  (
    | { operation: "getTask"; parameters: operations["getTask"]["parameters"]["path"] }
    | { operation: "listTasks"; parameters: NonNullable<operations["listTasks"]["parameters"]["query"]> }
  );

interface Read {
  name: string;
  /** What a server has to answer. */
  answer: { status: number; headers?: Record<string, string>; body: unknown };
  /** Whether the body is the task or the page that was asked for, an error from Heffl, or neither of them. */
  holds: "result" | "error" | "neither";
}

type Accepted = Pick<Vector, "name" | "body">;
type Refused = Accepted & { why: string };
type Answered = Required<Pick<Vector, "name" | "answer" | "outcome">>;

/** The reads in openapi/vectors/. */
export const readVectors = (): ReadVector[] => read<ReadVector>("reads");

/** The creates in openapi/vectors/, and the document's own request examples. */
export function vectors(): Vector[] {
  return [
    ...read<Accepted>("accepted").map((vector): Vector => ({ ...vector, outcome: "created" })),
    ...requestExamples().map((vector): Vector => ({ ...vector, outcome: "created" })),
    ...read<Refused>("refused").map(
      ({ why, ...vector }): Vector => ({ ...vector, refused: why, outcome: "not_created" }),
    ),
    ...read<Answered>("answers").map((vector): Vector => ({ ...vector, body: { title: "t" } })),
  ];
}

const FOLDER = new URL("../../openapi/vectors/", import.meta.url);

const read = <T>(name: string): T[] => JSON.parse(readFileSync(new URL(`${name}.json`, FOLDER), "utf8")) as T[];

function requestExamples(): Accepted[] {
  const { paths } = readDocument() as unknown as Document;
  const { examples } = paths["/tasks"].post.requestBody.content["application/json"];
  return Object.entries(examples).map(([name, { value }]) => ({ name: `example-${name}`, body: value }));
}

interface Document {
  paths: { "/tasks": { post: { requestBody: { content: { "application/json": { examples: Examples } } } } } };
}

type Examples = Record<string, { value: Vector["body"] }>;
