// Creates tasks in whatever runtime executes it, with the built package, and tells what its callers were told.
// Standard input: { module, baseUrl, options, concurrency, titles }. Standard output: a JSON line a task.
const text = await new Response("Deno" in globalThis ? Deno.stdin.readable : Bun.stdin.stream()).text();
const { module, baseUrl, options, concurrency, titles } = JSON.parse(text);
const { Heffl, HefflApiError, isHefflError } = await import(module);

const heffl = new Heffl({ apiKey: "test-key-of-nobody", baseUrl, ...options });
const next = titles[Symbol.iterator]();

async function worker() {
  for (const title of next) console.log(JSON.stringify({ title, told: await create(title) }));
}

async function create(title) {
  try {
    return { kind: "task", id: (await heffl.tasks.create({ title }, { headers: { "x-fault-key": title } })).id };
  } catch (error) {
    if (!isHefflError(error)) throw error;
    const { outcome, taskId, message } = error;
    return { kind: "error", outcome, taskId, message, answered: error instanceof HefflApiError };
  }
}

await Promise.all(Array.from({ length: concurrency }, worker));
