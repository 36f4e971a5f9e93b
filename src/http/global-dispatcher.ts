interface Dispatcher {
  readonly [name: PropertyKey]: unknown;
}

/** What undici, and with it Node's `fetch`, sends over. Under the second name since undici 8; then the first leads to it. */
function globalDispatchers(): Dispatcher[] {
  const all = globalThis as { [name: symbol]: Dispatcher | undefined };
  return NAMES.map((name) => all[name]).filter((one) => one !== undefined);
}

const NAMES = [Symbol.for("undici.globalDispatcher.1"), Symbol.for("undici.globalDispatcher.2")];

/** Whether it is undici's MockAgent. It compares the body with the one that a test expects, which is text. */
export const dispatcherMocks = (): boolean =>
  globalDispatchers().some((dispatcher) => dispatcher["isMockActive"] === true);

/**
 * Whether it may send a request more than once. Then an error tells of the last time alone, and proves nothing. Only
 * undici's own dispatchers are known not to, as they are: not composed with others, and with no `factory` of the caller's.
 */
export const dispatcherMayRepeat = (): boolean => !globalDispatchers().every(sendsOnce);

const SEND_ONCE = /^(?:Agent|ProxyAgent|EnvHttpProxyAgent) DispatcherBase |^(?:MockAgent|Dispatcher1Wrapper) /;

function sendsOnce(dispatcher: Dispatcher): boolean {
  if (!SEND_ONCE.test(classNames(dispatcher))) return false;
  if (dispatcher["dispatch"] !== dispatcher.constructor.prototype.dispatch) return false;
  const factory = inner(dispatcher, "factory");
  return factory === undefined || (factory as { name?: unknown }).name === "defaultFactory";
}

/**
 * Whether it sends plain http through a proxy.
 *
 * @param isExcepted whether the environment excepts the host, which EnvHttpProxyAgent obeys and ProxyAgent doesn't
 */
export const dispatcherProxies = (isExcepted: () => boolean): boolean =>
  globalDispatchers().some((dispatcher) => {
    const names = classNames(dispatcher);
    if (!names.includes("EnvHttpProxyAgent ")) return names.includes("ProxyAgent ");
    const proxy = inner(dispatcher, "http proxy agent");
    return (proxy === undefined || proxy !== inner(dispatcher, "no proxy agent")) && !isExcepted();
  });

/** Of its class and those that this extends, each with a space after it. */
function classNames(dispatcher: Dispatcher): string {
  let names = "";
  for (let made = dispatcher.constructor; typeof made === "function"; made = Object.getPrototypeOf(made))
    names += `${made.name} `;
  return names;
}

/** What a dispatcher of undici's keeps under a symbol of this description. */
function inner(dispatcher: Dispatcher, name: string): unknown {
  const symbol = Object.getOwnPropertySymbols(dispatcher).find(({ description }) => description === name);
  return symbol && dispatcher[symbol];
}
