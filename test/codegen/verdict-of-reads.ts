import type { Exchange } from "./vector-server.ts";
import type { ReadVector } from "./vectors.ts";
import { API_KEY, type Report, readAlike } from "./verdict.ts";

/** Why a client didn't pass a read; undefined when it did. */
export function judgeRead(
  vector: ReadVector,
  report: Report | undefined,
  exchanges: readonly Exchange[],
): string | undefined {
  if (report === undefined) return "said nothing";
  const [exchange] = exchanges;
  if (exchange === undefined) return `sent nothing: ${JSON.stringify(report)}`;
  if (exchanges.length > 1) return `sent ${exchanges.length} requests`;
  if (exchange.method !== "GET" || !isAsked(vector, exchange.path)) return `sent ${exchange.method} ${exchange.path}`;
  if (exchange.headers["x-api-key"] !== API_KEY) return "didn't send the API key";
  if (vector.holds === "neither") return judgeNeither(vector, report);
  if ("refused" in report) return `couldn't be read: ${report.refused}`;
  if (report.status !== exchange.status) return `read status ${report.status}, not ${exchange.status}`;
  const [read, answer] = [partsOf(report.read), partsOf(exchange.answer)];
  const isWhole = read.length === answer.length && read.every((part, index) => readAlike(part, answer[index]));
  return isWhole ? undefined : `read ${JSON.stringify(report.read)}`;
}

function isAsked(vector: ReadVector, address: string): boolean {
  const { pathname, searchParams } = new URL(address, "http://localhost");
  if (vector.operation === "getTask") return pathname === `/tasks/${vector.parameters.id}` && searchParams.size === 0;
  const expected: Record<string, string | number> = { ...vector.parameters };
  // What is left out means the same as its default.
  for (const [name, value] of Object.entries(DEFAULTS)) if (searchParams.has(name)) expected[name] ??= value;
  const isSent = ([name, value]: [string, string | number]) =>
    // 100.0 is the number 100.
    typeof value === "number" ? Number(searchParams.get(name)) === value : searchParams.get(name) === value;
  const all = Object.entries(expected);
  return pathname === "/tasks" && searchParams.size === all.length && all.every(isSent);
}

const DEFAULTS = { pageSize: 30, orderBy: "createdAt", orderDir: "desc" };

/** A 200 that isn't what was asked for: a client may refuse to read it, or give what nobody takes for a page or a task. */
function judgeNeither({ operation }: ReadVector, report: Report): string | undefined {
  if ("refused" in report) return undefined;
  const isTaken = operation === "getTask" ? isTask(report.read) : isPage(report.read);
  return isTaken ? `takes it for what was asked for: ${JSON.stringify(report.read)}` : undefined;
}

const isTask = (value: unknown): boolean => isObject(value) && typeof value["id"] === "string" && value["id"] !== "";

const isPage = (value: unknown): boolean =>
  isObject(value) && Array.isArray(value["data"]) && value["data"].every(isTask) && isObject(value["meta"]);

/** A page's documented metadata and each of its tasks; of anything else the whole. */
function partsOf(value: unknown): unknown[] {
  if (!isObject(value) || !Array.isArray(value["data"])) return [value];
  const meta = Object.entries(value["meta"] ?? {}).filter(([name]) => name === "nextCursor" || name === "hasMore");
  return [Object.fromEntries(meta), ...value["data"]];
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
