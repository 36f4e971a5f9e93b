import { Heffl, HefflApiError, type HefflOptions, isHefflError } from "../../src/index.ts";
import type { Create } from "./trial.ts";

/** This client as a party of a trial. A rejection with anything but its own errors fails the trial. */
export function hefflCreate(baseUrl: string, options: HefflOptions = {}): Create {
  const heffl = new Heffl({ apiKey: "test-key-of-nobody", baseUrl, timeoutMs: 300, ...options });
  return async (title, headers) => {
    try {
      return { kind: "task", id: (await heffl.tasks.create({ title }, { headers })).id };
    } catch (error) {
      if (!isHefflError(error)) throw error;
      return { kind: "error", outcome: error.outcome, taskId: error.taskId, answered: error instanceof HefflApiError };
    }
  };
}
