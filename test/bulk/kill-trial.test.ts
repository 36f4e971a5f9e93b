import { expect, test } from "vitest";
import { runKillTrial } from "./kill-trial.ts";

// `npm run test:bulk` has 5,000 rows and 200 kills.
test("a process that is killed again and again loses no row, creates none twice, and reports nothing untrue", async () => {
  const result = await runKillTrial({ rows: 150, kills: 5, seed: 20261128, field: true });
  expect(result).toMatchObject({ lost: [], createdTwice: [], lies: [], unknownThoughListed: [], unexplained: [] });
  expect(result.kills).toBeGreaterThan(0);
}, 300_000);
