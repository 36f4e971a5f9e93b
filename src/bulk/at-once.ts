/**
 * Works on several items at a time, and gives the results in the order in which they come. No item is read before there is room
 * for it, and none after `ending` is aborted. Whoever leaves early aborts it, and waits for what is under way.
 */
export async function* atOnce<Item, Result>(
  items: AsyncGenerator<Item, void>,
  work: (item: Item) => Promise<Result>,
  most: number,
  ending: AbortController,
): AsyncGenerator<Result, void> {
  const underWay = new Set<Promise<() => Result>>();
  let isRead = false;
  let isDone = false;
  try {
    for (;;) {
      while (!isRead && !ending.signal.aborted && underWay.size < most) {
        const { done, value } = await items.next();
        if (done) isRead = true;
        else start(value);
      }
      if (underWay.size === 0) break;
      yield (await Promise.race(underWay))();
    }
    isDone = true;
  } finally {
    if (!isDone) ending.abort();
    await Promise.allSettled(underWay);
    await items.return();
  }

  function start(item: Item): void {
    const working: Promise<() => Result> = work(item).then((result) => () => {
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

/** Waits, but not beyond the abort. */
export function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, signal.aborted ? 0 : ms);
    signal.addEventListener("abort", end);
  });
}
