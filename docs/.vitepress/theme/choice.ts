import { ref } from "vue";

const KEPT = "heffl-docs-language";

/** What the reader has chosen, on every page: an example by its number, and a language, which is remembered. */
export const example = ref(0);
export const language = ref("");

export function choose(name: string): void {
  language.value = name;
  localStorage.setItem(KEPT, name);
}

export const remembered = (): string => localStorage.getItem(KEPT) ?? "";
