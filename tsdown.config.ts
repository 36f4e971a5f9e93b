import { defineConfig, type UserConfig } from "tsdown";

const common: UserConfig = {
  entry: ["src/index.ts"],
  platform: "neutral",
  target: "es2022",
  dts: { sourcemap: true },
  sourcemap: true,
  clean: ["dist/*.{js,cjs,d.ts,d.cts,map}"], // the bundled documents lie there too
};

// openapi-fetch's CommonJS build puts its function where Node's interop doesn't look for it, so ours holds a copy; not of
// its types, which resolve either way.
const copied = (id: string, importer?: string) => id === "openapi-fetch" && !importer?.endsWith(".d.ts");

export default defineConfig([
  { ...common, format: "esm" },
  { ...common, format: "cjs", clean: false, deps: { alwaysBundle: copied, onlyBundle: false } },
]);
