import { defineConfig, type UserConfig } from "tsdown";
import { bundledLicenses } from "./scripts/lib/bundled-licenses.ts";

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

// The command holds all that it needs, so that the library keeps its one dependency. What a command of it doesn't use isn't
// loaded: each has a file of its own.
const command: UserConfig = {
  entry: "src/cli.ts",
  format: "esm",
  platform: "node",
  target: "node20.19",
  fixedExtension: false,
  dts: false,
  minify: true,
  clean: ["dist/cli"],
  deps: { alwaysBundle: () => true, onlyBundle: false },
  outputOptions: { chunkFileNames: "cli/[name].js" },
  plugins: [
    bundledLicenses("cli/THIRD-PARTY-LICENSES.md"),
    {
      name: "without-ajv",
      resolveId: (id) =>
        id.endsWith("/ajv-provider.js") ? `${import.meta.dirname}/src/cli/mcp/no-validator.ts` : undefined,
    },
  ],
};

// Each entry alone, so that none reaches into a part of another's.
export default defineConfig([
  command,
  ...["src/index.ts", "src/testing.ts", "src/undici.ts", "src/bulk.ts"].flatMap((entry): UserConfig[] => {
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
]);
