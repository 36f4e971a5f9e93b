import {
  Heffl,
  HefflApiError,
  type HefflError,
  HefflValidationError,
  isHefflError,
  type NewTask,
} from "../../src/index.ts";
import { block, heading, prose, rows, style } from "../lib/terminal.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

/** Shows a task being created, and two that are refused, against a mock in this process. */
export async function demoMock(port: number): Promise<undefined> {
  console.log("Starting Prism, the mock that answers from openapi/openapi.yaml …");
  // Loading it takes most of the demo's time, so the line above comes first.
  const { startPrism } = await import("../lib/prism.ts");
  const prism = await startPrism(port);
  try {
    // Named here, so that what the environment holds for the real API isn't used.
    const heffl = new Heffl({ apiKey: "a-key-for-the-mock", baseUrl: prism.url });
    await create(heffl);
    await refuseHere(heffl);
    await refuseThere(heffl);
  } finally {
    await prism.close();
  }
  console.log(heading("Next"));
  console.log(
    rows([
      ["npm run mock", "keep the mock up, for curl and other languages"],
      ["npm test", "what holds all this together"],
      ["npm start -- --live", "create a real task, with your key in HEFFL_API_KEY"],
    ]),
  );
}

async function create(heffl: Heffl): Promise<void> {
  const dueDate = new Date(Date.now() + 7 * DAY_MS);
  const task: NewTask = {
    title: "Call Acme about the renewal",
    type: "call",
    priority: "HIGH",
    dueDate,
    durationMinutes: 30,
    assigneeIds: ["usr_4kT9wQ2nVb"],
    tagIds: ["tag_renewal26"],
    entity: "deals",
    entityId: "dl_7Hq3ZxP0sM",
    cf_follow_up_type: "phone",
    cf_seats: 40,
  };

  console.log(heading("1  The request, as heffl.tasks.preview(task) shows it"));
  const { method, url, headers, body } = heffl.tasks.preview(task);
  console.log(block(`${method} ${url}`));
  console.log(rows(Object.entries(headers)));
  console.log(block(`\n${JSON.stringify(JSON.parse(body), null, 2)}`));

  const created = await heffl.tasks.create(task);
  console.log(heading("2  The answer to heffl.tasks.create(task)"));
  console.log(prose("This is the mock speaking: it answers with the document's example, whatever was sent.\n"));
  const fields = Object.entries(created);
  const filled = fields.filter(([, value]) => value !== null);
  const empty = fields.filter(([, value]) => value === null).map(([name]) => name);
  console.log(
    rows([
      ...filled.map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : String(value)] as const),
      ["(null)", empty.join(", ")],
    ]),
  );
  tell("created", "At Heffl the task would exist now.");
}

async function refuseHere(heffl: Heffl): Promise<void> {
  console.log(heading("3  A task that isn't sent: the client checks it against the document"));
  // In code of yours the compiler finds these; in what a form or a file holds, it can't.
  const task = JSON.parse('{"titel":"Call Acme","type":"email","dueDate":"tomorrow","entity":"deals"}') as NewTask;
  console.log(block(`${JSON.stringify(task)}\n`));
  const error = await refused(heffl.tasks.create(task));
  console.log(block(error.name));
  const issues = error instanceof HefflValidationError ? error.issues : [];
  console.log(rows(issues.map(({ field, message }) => [field ?? "(unknown)", message])));
  tell(error.outcome, "Nothing was sent.");
}

async function refuseThere(heffl: Heffl): Promise<void> {
  console.log(heading("4  Answers that aren't a task: the mock gives each one on demand"));
  const task = { title: "Call Acme about the renewal" };
  for (const code of [429, 500]) {
    const headers = { prefer: `code=${code}` };
    const error = await refused(heffl.tasks.create(task, { headers, maxRetries: 0 }));
    console.log(block(`${code === 429 ? "" : "\n"}${error.name}`));
    const { resetMs } = (error instanceof HefflApiError && error.rateLimit) || {};
    console.log(
      rows([
        ["message", error.message],
        ...(resetMs === undefined ? [] : [["rateLimit", `a new window in ${resetMs / 1000} s`] as const]),
      ]),
    );
    tell(error.outcome, code === 429 ? "Send it again after the wait." : "Look first, then decide.");
  }
}

const COLORS = { created: "green", not_created: "yellow", unknown: "red" } as const;

function tell(outcome: keyof typeof COLORS | undefined, inWords: string): void {
  if (outcome === undefined) return;
  console.log(`\n${block(`outcome: ${style([COLORS[outcome], "bold"], outcome)}. ${inWords}`)}`);
}

async function refused(call: Promise<unknown>): Promise<HefflError> {
  const error: unknown = await call.then(
    () => undefined,
    (reason) => reason,
  );
  if (isHefflError(error)) return error;
  throw error ?? new Error("This task was to be refused, and was created.");
}
