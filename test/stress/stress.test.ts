import { expect, test } from "vitest";
import type { Told } from "../faults/trial.ts";
import { oddAnswers } from "./odd-answers.ts";
import { sequences } from "./sequences.ts";
import { compare } from "./told.ts";

test("every sequence of up to three attempts ends as it has to", async () => {
  const { calls, wrong } = await sequences(3);
  expect(wrong).toEqual([]);
  expect(calls).toBe(2 * (10 + 100 + 1000));
});

test("every odd answer is told as what it proves", async () => {
  const { calls, wrong } = await oddAnswers();
  expect(wrong).toEqual([]);
  expect(calls).toBeGreaterThan(300);
});

test.each<[string, Told, string[]]>([
  ["a task that was made twice", { kind: "task", id: "tsk_1" }, ["tsk_1", "tsk_2"]],
  ["a task that wasn't made", { kind: "task", id: "tsk_1" }, []],
  ["another task's ID", { kind: "task", id: "tsk_2" }, ["tsk_1"]],
  ["not_created though it was", { kind: "error", outcome: "not_created" }, ["tsk_1"]],
  ["created though it wasn't", { kind: "error", outcome: "created", taskId: "tsk_1" }, []],
  ["unknown, and made twice", { kind: "error", outcome: "unknown" }, ["tsk_1", "tsk_2"]],
  ["nothing of the outcome", { kind: "error", outcome: undefined }, []],
])("a stress run finds wrong: %s", (_, told, made) => {
  expect(compare(new Map([["create-1", told]]), () => made).wrong).toHaveLength(1);
});

test.each<[Told, string[]]>([
  [{ kind: "task", id: "tsk_1" }, ["tsk_1"]],
  [{ kind: "error", outcome: "not_created" }, []],
  [{ kind: "error", outcome: "created", taskId: "tsk_1" }, ["tsk_1"]],
  [{ kind: "error", outcome: "unknown" }, []],
  [{ kind: "error", outcome: "unknown" }, ["tsk_1"]],
])("a stress run finds %o right", (told, made) => {
  expect(compare(new Map([["create-1", told]]), () => made).wrong).toEqual([]);
});
