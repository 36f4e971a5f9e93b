// Type-only, so that the augmentation below finds its module.
import type {} from "vitest";
import type { TestProject } from "vitest/node";
import { startPrism } from "../../scripts/lib/prism.ts";

/** One Prism for the whole run: it keeps no state. Tests find it with `inject("prismUrl")`. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const prism = await startPrism();
  project.provide("prismUrl", prism.url);
  return () => prism.close();
}

declare module "vitest" {
  export interface ProvidedContext {
    prismUrl: string;
  }
}
