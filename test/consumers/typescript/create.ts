// What a user's program uses of the package. Each compiler gets it as an ES module and as CommonJS; then it runs.
import {
  Heffl,
  HefflApiError,
  type HefflOptions,
  HefflValidationError,
  isHefflError,
  type NewTask,
  type Outcome,
  type RateLimit,
  type Task,
} from "heffl-client";

interface Fields {
  cf_score: number;
}

const options: HefflOptions = { timeoutMs: 10_000, maxRetries: 0 };
const heffl = new Heffl<Fields>(options);
const newTask: NewTask<Fields> = { title: "Call Acme", dueDate: new Date(), description: undefined, cf_score: 7 };

async function main(): Promise<void> {
  const task: Task<Fields> = await heffl.tasks.create(newTask);
  const score: number | null | undefined = task.cf_score;
  const created = await heffl.tasks.createWithResponse(
    { title: "Call Acme" },
    { signal: new AbortController().signal },
  );
  const limit: RateLimit | undefined = created.rateLimit;
  const { data, error, response } = await heffl.api.POST("/tasks", { body: { title: "Call Acme" } });
  if (data === undefined) throw new Error(`${error.error.code}, ${response.status}`);
  const ids: string[] = [task.id, created.task.id, data.id];
  const outcome: Outcome | undefined = await refusal();
  const right = outcome === "not_created" && typeof score !== "string" && limit?.limit !== 0 && new Set(ids).size === 1;
  console.log(right ? task.id : "Not what was to be expected.");
}

async function refusal(): Promise<Outcome | undefined> {
  try {
    await heffl.tasks.create({ title: "Call Acme" }, { headers: { prefer: "code=429" } });
  } catch (error) {
    if (!isHefflError(error)) throw error;
    if (error instanceof HefflValidationError)
      console.error(error.issues.map(({ field, message }) => field ?? message));
    if (error instanceof HefflApiError && error.status === 429) return error.outcome;
  }
  return "created";
}

/** Never called: it has to be refused by the compiler. */
export function misspelt(): unknown[] {
  return [
    // @ts-expect-error a misspelt key
    heffl.tasks.create({ title: "Call Acme", titel: "Call Acme" }),
    // @ts-expect-error another workspace's custom field
    heffl.tasks.create({ title: "Call Acme", cf_scores: 7 }),
    // @ts-expect-error without cf_ it is no custom field
    new Heffl<{ score: number }>(),
  ];
}

main();
