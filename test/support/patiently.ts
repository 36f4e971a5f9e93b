/** How `vi.waitFor` waits, in ms: a slow machine is no failure, and its own limit is a second. */
export const PATIENTLY = { timeout: 30_000, interval: 1 };
