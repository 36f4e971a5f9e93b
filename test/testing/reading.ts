import { Heffl, type HefflOptions, type TaskQuery } from "../../src/index.ts";
import { createMock, type MockOptions } from "../../src/testing.ts";

export const BASE = "https://api.heffl.com/api/v2";

export const over = (mock: { fetch: typeof fetch }, options: HefflOptions<`cf_${string}`> = {}) =>
  new Heffl({ apiKey: "test-key", fetch: mock.fetch, maxRetryDelayMs: 0, ...options });

/** Without a client. */
export const read = (mock: { fetch: typeof fetch }, path: string, headers: HeadersInit = { "x-api-key": "k" }) =>
  mock.fetch(`${BASE}${path}`, { headers });

/** A mock with tasks that are called 1, 2, 3 … in the order in which they were created. */
export async function holding(count: number, options: MockOptions = {}) {
  const mock = createMock(options);
  const heffl = over(mock);
  for (let n = 1; n <= count; n++) await heffl.tasks.create({ title: `${n}`, cf_n: n });
  return { mock, heffl };
}

export async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

export const titles = async (heffl: Heffl, query?: TaskQuery): Promise<string[]> =>
  (await all(heffl.tasks.list(query))).map(({ title }) => title);
