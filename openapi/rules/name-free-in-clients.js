/**
 * A generated client has a type for each component. Under the name of a type that its runtime has, code that uses both
 * is ambiguous (C#) or means the wrong one. Go's generator also writes a function `NewX` for each component `X`.
 */
export const nameFreeInClients = () => ({
  NamedSchemas(schemas, { report, location }) {
    for (const name of Object.keys(schemas)) {
      const where = location.child(name).key();
      if (TAKEN.has(name)) report({ message: `Some runtime has a type \`${name}\` of its own.`, location: where });
      if (`New${name}` in schemas)
        report({ message: `In Go's client the function that makes it is named \`New${name}\` too.`, location: where });
    }
  },
});

const TAKEN = new Set(
  [
    // of several languages
    "Any Array Bool Boolean Buffer Byte Char Character Class Date DateTime Decimal Dictionary Double Duration Enum Error",
    "Event Exception File Float Function Future Int Integer Iterator List Long Map Module Number Object Option Optional",
    "Pair Path Process Promise Range Record Request Response Result Sequence Set Stream String Symbol Thread Time Timer",
    "Tuple Type UUID Uri URI Url URL Void",
    // of C#, Swift, Java and Kotlin
    "Action Attribute Calendar Comparable Console Data Delegate Environment Guid Index Iterable Lazy Locale Never Nothing",
    "Package Random Runtime Scanner System Task TaskGroup TaskPriority TaskScheduler TaskStatus TimeSpan Timeout Unit Version",
    // of Rust, Python, Ruby and PHP
    "Box Clone Closure Copy Default Err Generator Hash Kernel Math Method None Ok Proc Self Some Struct Vec",
    // of JavaScript
    "BigInt Blob Document Element FormData Headers Intl JSON Location Node Notification Proxy Reflect RegExp WeakMap",
  ].flatMap((names) => names.split(" ")),
);
