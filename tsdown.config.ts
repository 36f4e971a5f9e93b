import { defineConfig, type UserConfig } from "tsdown";

const common: UserConfig = {
  entry: ["src/index.ts"],
  platform: "neutral",
  target: "es2022",
  dts: true,
  sourcemap: true,
};

export default defineConfig([
  { ...common, format: "esm" },
  // openapi-fetch's CommonJS build puts its function where Node's interop doesn't look for it, so this one holds a copy.
  { ...common, format: "cjs", clean: false, deps: { alwaysBundle: ["openapi-fetch"] } },
]);
