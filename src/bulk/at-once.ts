/**
 * Works on several items at a time, and gives the results in the order in which they come. No item is read before there is room
 * for it, and none after `ending` is aborted. When the items fail, what is under way is given first. Whoever leaves early aborts
 * `ending`, and waits for what is under way.
 */
export async function* atOnce<Item, Result>(
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
    if (reading === undefined) await closed; // else it waits for an item, which may never come
  }
  if (failure) throw failure.error;

  /** The first that ends, or nothing when the abort comes first. A promise that lives as long as the run would keep all of them. */
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
    working.catch(() => {}); // it is looked at when its turn comes
    underWay.add(working);
  }
}

export async function* each<Item>(items: Item[]): AsyncGenerator<Item, void> {
  yield* items;
}
