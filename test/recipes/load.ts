import { join } from "node:path";
import { vi } from "vitest";

/** Imports a recipe anew, as a program that has these variables in its environment does. */
export async function loadFrom<T>(folder: string, file: string, env: Record<string, string> = {}): Promise<T> {
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  vi.resetModules();
  return (await import(/* @vite-ignore */ join(folder, file))) as T;
}
