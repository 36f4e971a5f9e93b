interface Dispatcher {
  readonly [name: PropertyKey]: unknown;
}

/** What undici, and with it Node's `fetch`, sends over. undici 8 uses the second name, and sets the first to a wrapper of it. */
function globalDispatchers(): Dispatcher[] {
  const all = globalThis as { [name: symbol]: Dispatcher | undefined };
  return NAMES.map((name) => all[name]).filter((one) => one !== undefined);
}

const NAMES = [Symbol.for("undici.globalDispatcher.1"), Symbol.for("undici.globalDispatcher.2")];

/** Whether it is undici's MockAgent. It compares the body with the one that a test expects, which is text. */
export const dispatcherMocks = (): boolean =>
  globalDispatchers().some((dispatcher) => dispatcher["isMockActive"] === true);

/**
 * Whether it may send a request more than once. Then an error is only about the last time, and proves nothing. Only undici's own
 * dispatchers are known not to, and only if they aren't composed with interceptors and have no `factory` of the caller's.
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
 * Whether it is known to send plain http through a proxy. What a RetryAgent or a dispatcher of the caller's own sends over, and
 * the option `noProxy` of an EnvHttpProxyAgent, are in private fields in undici 6, 7 and 8, so they aren't known.
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

/** The names of its class and of those that this extends, each followed by a space. */
function classNames(dispatcher: Dispatcher): string {
  let names = "";
  for (let made = dispatcher.constructor; typeof made === "function"; made = Object.getPrototypeOf(made))
    names += `${made.name} `;
  return names;
}

/** What one of undici's dispatchers keeps under a symbol with this description. */
function inner(dispatcher: Dispatcher, name: string): unknown {
  const symbol = Object.getOwnPropertySymbols(dispatcher).find(({ description }) => description === name);
  return symbol && dispatcher[symbol];
}
