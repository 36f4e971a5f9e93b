import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Rolldown } from "tsdown";

/** Writes the licenses of all packages of which something is in a bundle into a file beside it, as they ask for. */
export function bundledLicenses(fileName: string): Rolldown.Plugin {
  return {
    name: "bundled-licenses",
    generateBundle(_, bundle) {
      const modules = Object.values(bundle).flatMap((part) => (part.type === "chunk" ? part.moduleIds : []));
      const folders = new Set(modules.filter((id) => id.includes("/node_modules/")).map(packageFolder));
      const parts = [...folders].map(describe).sort();
      const source = `# Third-party licenses\n\nThe command \`heffl\` holds parts of these packages.\n\n${parts.join("\n")}`;
      this.emitFile({ type: "asset", fileName, source });
    },
  };
}

/** The folder of the package that a module belongs to: the nearest one with a name and a version. */
function packageFolder(module: string): string {
  for (let folder = dirname(module.replace(/^\0/, "")); ; folder = dirname(folder)) {
    const file = join(folder, "package.json");
    if (existsSync(file) && "version" in JSON.parse(readFileSync(file, "utf8"))) return folder;
    if (folder === dirname(folder)) throw new Error(`${module} belongs to no package.`);
  }
}

function describe(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const file = readdirSync(folder).find((each) => /^license/i.test(each));
  if (file === undefined) throw new Error(`${name} has no file with its license.`);
  return `## ${name} ${version} (${license})\n\n\`\`\`text\n${readFileSync(join(folder, file), "utf8").trim()}\n\`\`\`\n`;
}
