import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { inject } from "vitest";
import type { Json } from "../../scripts/lib/document.ts";

const { folder } = inject("site");

/** Where the site under test says that it will be. */
export const BASE_URL = "https://docs.example.com/heffl/";

/** The files of the site that was built, by their paths in it. */
export const files = (readdirSync(folder, { recursive: true }) as string[]).filter((name) => name.includes("."));

/** Its pages; the one for addresses that don't exist is only seen by itself. */
export const pages = files.filter((name) => name.endsWith(".html") && name !== "404.html");

export const read = (name: string): string => readFileSync(join(folder, name), "utf8");

/** The document that the reference shows. */
export const document = JSON.parse(read("openapi.json")) as Json;
