import { isDeepStrictEqual } from "node:util";
import { outcomeOf } from "../../src/tasks/outcome.ts";
import type { Exchange } from "./vector-server.ts";
import type { Vector } from "./vectors.ts";

/**
 * What a client says of one vector: the status and body that it read, or that its typed layer refused to send or to read
 * it. What else goes wrong is no report, but ends the driver.
 */
export type Report = { status: number; read: unknown } | { refused: string };

/** What a validator says of a vector: of its body, and of its answer where it has one. */
export interface Validation {
  accepted: boolean;
  answerAccepted?: boolean;
  why?: string;
}

export const API_KEY = "vector-key";

/** Why a client didn't pass a vector; undefined when it did. */
export function judge(vector: Vector, report: Report | undefined, exchanges: readonly Exchange[]): string | undefined {
  if (report === undefined) return "said nothing";
  if (vector.refused !== undefined && "refused" in report && exchanges.length === 0) return undefined;
  if (saysLittle(vector) && "refused" in report && exchanges.length === 1) return undefined;
  if ("refused" in report) return `couldn't be sent or read: ${report.refused}`;
  const [exchange] = exchanges;
  if (exchange === undefined) return "sent nothing";
  if (exchanges.length > 1) return `sent ${exchanges.length} requests`;
  if (exchange.method !== "POST" || exchange.path !== "/tasks") return `sent ${exchange.method} ${exchange.path}`;
  if (exchange.headers["x-api-key"] !== API_KEY) return "didn't send the API key";
  const sent = parse(exchange.body);
  if (!same(sent, vector.body)) return `sent ${exchange.body}`;
  if (report.status !== exchange.status) return `read status ${report.status}, not ${exchange.status}`;
  if (saysLittle(vector)) return judgeDoubt(report.read);
  if (!readAlike(report.read, exchange.answer)) return `read ${JSON.stringify(report.read)}`;
  return undefined;
}

/** Why a validator didn't pass a vector; undefined when it did. Of a 200 that proves nothing it may say what it likes. */
export function judgeValidator(vector: Vector, validation: Validation | undefined): string | undefined {
  if (validation === undefined) return "said nothing";
  const { accepted, answerAccepted, why = "" } = validation;
  if (accepted !== (vector.refused === undefined)) return `${accepted ? "accepts" : "refuses"} the body. ${why}`;
  if (accepted && answerAccepted === false && !saysLittle(vector)) return `refuses the answer. ${why}`;
  return undefined;
}

/** Whether it has a 200 that proves nothing. A client may refuse to read it, or leave the doubt to its user. */
const saysLittle = ({ answer, outcome }: Vector): boolean => answer?.status === 200 && outcome === "unknown";

/** Whoever looks at what the client read, as the document says, must not take it for a task. */
function judgeDoubt(read: unknown): string | undefined {
  const headers = new Headers({ "content-type": "application/json" });
  const told = outcomeOf({ status: 200, headers, text: JSON.stringify(read) ?? "" });
  return told === "created" ? `takes it for a task: ${JSON.stringify(read)}` : undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Whether a client read what was answered, as far as anybody needs. */
export const readAlike = (read: unknown, answer: unknown): boolean => same(withoutNulls(read), withoutNulls(answer));

/** Equal, where a documented date-time may be written in another way for the same instant, to the millisecond. */
const same = (a: unknown, b: unknown): boolean => isDeepStrictEqual(withInstants(a), withInstants(b));

const DATES = new Set(["startDate", "dueDate", "completedOn", "createdAt", "updatedAt"]);

function withInstants(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, field]) => [
      key,
      DATES.has(key) && typeof field === "string" ? instant(field) : field,
    ]),
  );
}

const instant = (text: string): number | string => {
  const time = Date.parse(text);
  return Number.isNaN(time) ? text : time;
};

/** In an answer, null and missing say the same; many clients can't tell them apart, and nobody needs them to. */
function withoutNulls(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== null));
}
