import { expect, test } from "vitest";
import { runKillTrial } from "./kill-trial.ts";

// `npm run test:cli` has 2,000 rows and 50 kills.
test("an import that is killed again and again loses no row, creates none twice, and its report says what was created", async () => {
  const result = await runKillTrial({ rows: 100, kills: 6, seed: 20261128 });
  expect(result).toMatchObject({ lost: [], createdTwice: [], lies: [], misplaced: [], unexplained: [] });
  expect(result.unknownThoughListed).toEqual([]);
  expect(result.kills).toBeGreaterThan(0);
}, 300_000);
