// @vitest-environment happy-dom
import { join } from "node:path";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createElement, type FunctionComponent } from "react";
import { createRoot } from "react-dom/client";
import { expect, onTestFinished, test, vi } from "vitest";
import { recipes, writeModules } from "../docs/blocks.ts";
import { PATIENTLY } from "../support/patiently.ts";

const folder = writeModules("recipes-page", recipes());

/** Renders the recipe in a page whose server gives these answers, presses the button, and gives what is read then. */
async function press(...answers: (Response | Error)[]) {
  const { FollowUp } = (await import(/* @vite-ignore */ join(folder, "follow-up.tsx"))) as {
    FollowUp: FunctionComponent<{ title: string }>;
  };
  const fetch = vi.fn(async () => {
    const answer = answers.shift();
    if (answer instanceof Response) return answer;
    throw answer;
  });
  vi.stubGlobal("fetch", fetch);

  const place = document.createElement("div");
  const root = createRoot(place);
  onTestFinished(() => root.unmount());
  const page = createElement(FollowUp, { title: "Call Acme" });
  root.render(createElement(QueryClientProvider, { client: new QueryClient() }, page));
  const button = await vi.waitUntil(() => place.querySelector("button"), PATIENTLY);
  button.click();
  await vi.waitUntil(() => place.textContent !== "Create follow-up", PATIENTLY);
  return { text: place.textContent, fetch };
}

test("React Query: the page shows the outcome that its server returned, and sends one request", async () => {
  const created = await press(Response.json({ id: "tsk_7" }));
  expect(created.text).toBe("Created: tsk_7");
  expect(created.fetch).toHaveBeenCalledExactlyOnceWith("/api/tasks", {
    method: "POST",
    body: '{"title":"Call Acme"}',
  });

  const refused = await press(Response.json({ outcome: "not_created" }, { status: 422 }));
  expect(refused.text).toBe("Not created. Try again");

  const unknown = await press(Response.json({ outcome: "unknown" }, { status: 502 }));
  expect(unknown.text).toMatch(/^It may exist/);

  const lost = await press(new TypeError("fetch failed"));
  expect(lost.text).toMatch(/^It may exist/);
  expect(lost.fetch).toHaveBeenCalledTimes(1);
});
