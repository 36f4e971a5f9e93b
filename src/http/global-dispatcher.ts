interface Dispatcher {
  readonly [name: PropertyKey]: unknown;
}

/**
 * Whether any dispatcher that undici, and so Node's `fetch`, sends over passes a test. undici 8 uses the second name, and sets the
 * first to a wrapper of it.
 */
function someDispatcher(test: (dispatcher: Dispatcher) => boolean): boolean {
  const all = globalThis as { [name: symbol]: Dispatcher | undefined };
  return NAMES.some((name) => {
    const dispatcher = all[name];
    return dispatcher !== undefined && test(dispatcher);
  });
}

const NAMES = [Symbol.for("undici.globalDispatcher.1"), Symbol.for("undici.globalDispatcher.2")];

/** Whether a dispatcher is undici's MockAgent, which compares the body with the text that a test expects. */
export const dispatcherMocks = (): boolean => someDispatcher((dispatcher) => dispatcher["isMockActive"] === true);

/**
 * Whether a dispatcher may send a request more than once. Then an error is only about the last time, and proves nothing. Only
 * undici's own dispatchers are known to send once, if they aren't composed with interceptors and have no custom `factory`.
 */
export const dispatcherMayRepeat = (): boolean => someDispatcher((dispatcher) => !sendsOnce(dispatcher));

const SEND_ONCE = /^(?:Agent|ProxyAgent|EnvHttpProxyAgent) DispatcherBase |^(?:MockAgent|Dispatcher1Wrapper) /;

function sendsOnce(dispatcher: Dispatcher): boolean {
  if (!SEND_ONCE.test(classNames(dispatcher))) return false;
  if (dispatcher["dispatch"] !== dispatcher.constructor.prototype.dispatch) return false;
  const factory = symbolProperty(dispatcher, "factory");
  return factory === undefined || (factory as { name?: unknown }).name === "defaultFactory";
}

/**
 * Whether a dispatcher is known to send plain http through a proxy. Proxies behind a RetryAgent or a custom dispatcher, and the
 * option `noProxy` of an EnvHttpProxyAgent, can't be seen: undici 6, 7 and 8 keep them in private fields.
 *
 * @param isExcepted whether NO_PROXY names the host, which EnvHttpProxyAgent obeys and ProxyAgent doesn't
 */
export const dispatcherProxies = (isExcepted: () => boolean): boolean =>
  someDispatcher((dispatcher) => {
    const names = classNames(dispatcher);
    if (!names.includes("EnvHttpProxyAgent ")) return names.includes("ProxyAgent ");
    const proxy = symbolProperty(dispatcher, "http proxy agent");
    return (proxy === undefined || proxy !== symbolProperty(dispatcher, "no proxy agent")) && !isExcepted();
  });

/** The names of a dispatcher's class and its base classes, each followed by a space. */
function classNames(dispatcher: Dispatcher): string {
  let names = "";
  for (let made = dispatcher.constructor; typeof made === "function"; made = Object.getPrototypeOf(made))
    names += `${made.name} `;
  return names;
}

/** The property of one of undici's dispatchers whose key is a symbol with this description. */
function symbolProperty(dispatcher: Dispatcher, name: string): unknown {
  const symbol = Object.getOwnPropertySymbols(dispatcher).find(({ description }) => description === name);
  return symbol && dispatcher[symbol];
}
