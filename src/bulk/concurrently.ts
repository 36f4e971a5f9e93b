/**
 * Works on up to `most` items at the same time, and yields the results in the order in which they are ready. An item is read only
 * when it can be worked on, and none after `ending` is aborted. If reading an item fails, the items under way are finished before
 * the error is thrown. Leaving the loop early aborts `ending`, and waits for the items under way.
 */
export async function* concurrently<Item, Result>(
  items: AsyncGenerator<Item, void>,
  work: (item: Item) => Promise<Result | undefined>,
  most: number,
  ending: AbortController,
): AsyncGenerator<Result, void> {
  const underWay = new Set<Promise<() => Result | undefined>>();
  let reading: Promise<() => undefined> | undefined;
  let isRead = false;
  let failure: { error: unknown } | undefined;
  try {
    for (;;) {
      const wantsMore = !isRead && !ending.signal.aborted;
      if (wantsMore && underWay.size < most) reading ??= read();
      if (underWay.size === 0 && !wantsMore) break;
      const result = (await firstOf([...underWay, ...(wantsMore && reading ? [reading] : [])], wantsMore))();
      if (result !== undefined) yield result;
    }
  } finally {
    if (!isRead) ending.abort();
    await Promise.allSettled(underWay);
    const closed = items.return().catch(() => {});
    if (reading === undefined) await closed; // otherwise closing waits for an item, which may never come
  }
  if (failure) throw failure.error;

  /**
   * The first that ends, or undefined if the abort comes first. `ended` is new each time: a promise that lasts all the run would
   * keep every result in memory.
   */
  async function firstOf(pending: Promise<() => Result | undefined>[], mayEnd: boolean) {
    if (!mayEnd) return Promise.race(pending);
    let leave = (): void => {};
    const ended = new Promise<() => undefined>((resolve) => {
      leave = () => resolve(() => undefined);
    });
    ending.signal.addEventListener("abort", leave);
    try {
      return await Promise.race([...pending, ended]);
    } finally {
      ending.signal.removeEventListener("abort", leave);
    }
  }

  function read(): Promise<() => undefined> {
    return items.next().then(
      ({ done, value }) =>
        () => {
          reading = undefined;
          if (done) isRead = true;
          else if (!ending.signal.aborted) start(value);
          return undefined;
        },
      (error: unknown) => () => {
        isRead = true;
        failure = { error };
        return undefined;
      },
    );
  }

  function start(item: Item): void {
    const working: Promise<() => Result | undefined> = work(item).then((result) => () => {
      underWay.delete(working);
      return result;
    });
    working.catch(() => {}); // handled when the race returns it
    underWay.add(working);
  }
}

export async function* asGenerator<Item>(items: Item[]): AsyncGenerator<Item, void> {
  yield* items;
}
