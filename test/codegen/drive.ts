import type { Tool } from "./tool.ts";
import { startVectorServer } from "./vector-server.ts";
import { READ_VECTORS, VECTORS } from "./vectors.ts";
import { API_KEY, judge, judgeValidator, type Report, type Validation } from "./verdict.ts";
import { judgeRead } from "./verdict-of-reads.ts";

/** What a tool was tried with, and why it didn't pass where it didn't, by the name of the vector or check. */
export interface Outcome {
  tried: number;
  failures: Map<string, string>;
  /** How its driver ended. */
  status: number | null;
}

/** Runs the tool's driver with these lines as its input, and gives what it reports, by name. */
export type Driver = (
  input: object[],
) => Promise<{ reports: Map<string, Record<string, unknown>>; status: number | null }>;

/** Tries a tool that has been built. */
export const drive = (tool: Tool, driver: Driver, mockUrl: string): Promise<Outcome> =>
  tool.kind === "client"
    ? driveClient(driver, mockUrl)
    : tool.kind === "validator"
      ? driveValidator(driver)
      : driveImporter(tool, driver);

async function driveClient(driver: Driver, mockUrl: string): Promise<Outcome> {
  const server = await startVectorServer(mockUrl);
  try {
    const job = (name: string) => ({ name, baseUrl: server.baseUrl(name), apiKey: API_KEY });
    const { reports, status } = await driver([
      ...VECTORS.map(({ name, body }) => ({ ...job(name), operation: "createTask", body })),
      ...READ_VECTORS.map(({ name, operation, parameters }) => ({ ...job(name), operation, parameters })),
    ]);
    const report = (name: string) => reports.get(name) as Report | undefined;
    const failures = new Map([
      ...failuresOf(VECTORS, (vector) => judge(vector, report(vector.name), server.exchanges(vector.name))),
      ...failuresOf(READ_VECTORS, (vector) => judgeRead(vector, report(vector.name), server.exchanges(vector.name))),
    ]);
    return { tried: VECTORS.length + READ_VECTORS.length, failures, status };
  } finally {
    await server.close();
  }
}

async function driveValidator(driver: Driver): Promise<Outcome> {
  const { reports, status } = await driver(VECTORS.map(({ name, body, answer }) => ({ name, body, answer })));
  const failures = failuresOf(VECTORS, (vector) =>
    judgeValidator(vector, reports.get(vector.name) as Validation | undefined),
  );
  return { tried: VECTORS.length, failures, status };
}

/** Its driver looks through what the tool made, and reports each check with what was lost. */
async function driveImporter({ checks = [] }: Tool, driver: Driver): Promise<Outcome> {
  const { reports, status } = await driver([]);
  const named = checks.map((name) => ({ name }));
  const failures = failuresOf(named, ({ name }) => {
    const report = reports.get(name);
    if (report === undefined) return "wasn't looked at";
    return report["lost"] === undefined ? undefined : `lost: ${report["lost"]}`;
  });
  return { tried: checks.length, failures, status };
}

function failuresOf<T extends { name: string }>(items: readonly T[], why: (item: T) => string | undefined) {
  const failures = new Map<string, string>();
  for (const item of items) {
    const reason = why(item);
    if (reason !== undefined) failures.set(item.name, reason);
  }
  return failures;
}
