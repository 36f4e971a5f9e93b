import { defineConfig, type UserConfig } from "tsdown";

const common: UserConfig = {
  platform: "neutral",
  target: "es2022",
  dts: { sourcemap: true },
  sourcemap: true,
  clean: ["dist/*.{js,cjs,ts,cts,map}"], // not the bundled documents, which lie there too
};

// openapi-fetch's CommonJS build puts its function where Node's interop doesn't look for it, so ours holds a copy; not of
// its types, which resolve either way.
const copied = (id: string, importer?: string) => id === "openapi-fetch" && !importer?.endsWith(".d.ts");

// Each entry alone, so that none reaches into a part of another's.
export default defineConfig(
  ["src/index.ts", "src/testing.ts", "src/undici.ts", "src/bulk.ts"].flatMap((entry): UserConfig[] => {
    const own: UserConfig = {
      ...common,
      entry,
      ...(["src/undici.ts", "src/bulk.ts"].includes(entry) && { platform: "node", fixedExtension: false }),
    };
    return [
      { ...own, format: "esm" },
      {
        ...own,
        format: "cjs",
        deps: { alwaysBundle: copied, onlyBundle: false },
        outputOptions: { dynamicImportInCjs: false }, // Jest's CommonJS has no import()
      },
    ];
  }),
);
