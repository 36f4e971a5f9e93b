import { expect, test } from "vitest";
import { violations } from "../../scripts/lib/axe.ts";
import { type Ended, listens, start } from "../support/script.ts";
import { settle, visit } from "./visit.ts";

const address = (printed: string, label: string): string =>
  printed.match(new RegExp(`${label}\\s+(http\\S+)`))?.[1] ?? "";

test("docs:serve shows site and mock, a form at each operation sends to the mock alone, and Ctrl-C stops both", async () => {
  const script = start("docs:serve", ["--port", "0"]);
  const printed = await script.until(/Ctrl-C/);
  const site = address(printed, "Site");
  const mock = address(printed, "Mock");
  expect((await fetch(site)).headers.get("content-type")).toContain("text/html");
  expect((await fetch(`${site}nowhere.html`)).status).toBe(404);
  expect((await fetch(`${site}..%2f..%2fpackage.json`)).status).not.toBe(200);

  {
    await using open = await visit(address(printed, "Try it"));
    const form = open.page.locator(".try-it");
    await form.locator("summary").click();
    await form.getByRole("button", { name: "Send" }).click();
    const answer = form.getByRole("status");
    await answer.getByText("200 OK").waitFor();
    expect(await answer.innerText()).toContain("tsk_2Jd8RyW6Lc");
    // The body is that of the chosen example, and the mock's reasons are shown.
    await open.page.getByLabel("Example").selectOption({ index: 1 });
    expect(await form.getByLabel("Body").inputValue()).toContain("Send the signed contract");
    await form.getByLabel("Body").fill('{"titel": "Call Acme"}');
    await form.getByRole("button", { name: "Send" }).click();
    await answer.getByText("400 Bad Request").waitFor();
    expect(await answer.innerText()).toContain("Why: ");
    expect(open.foreign).toEqual([]);
    const stored = () => [...Object.values(localStorage), ...Object.values(sessionStorage), document.cookie].join();
    expect(await open.page.evaluate(stored)).not.toContain("any-key");
    expect(open.errors.filter((text) => !text.includes("status of 400"))).toEqual([]);
  }
  const tryIt = (name: string) => address(printed, "Try it").replace("create-task", name);
  {
    await using open = await visit(tryIt("get-task"));
    const form = open.page.locator(".try-it");
    await form.locator("summary").click();
    expect(await form.getByLabel("id", { exact: true }).inputValue()).toBe("tsk_2Jd8RyW6Lc");
    await form.getByRole("button", { name: "Send" }).click();
    await form.getByRole("status").getByText("200 OK").waitFor();
    expect(await form.getByLabel("Body").count()).toBe(0);
    expect(open.errors).toEqual([]);
  }
  {
    await using open = await visit(tryIt("list-tasks"));
    const form = open.page.locator(".try-it");
    await form.locator("summary").click();
    await form.getByLabel("pageSize").fill("101");
    await form.getByRole("button", { name: "Send" }).click();
    await form.getByText("400 Bad Request").waitFor();
    await form.getByLabel("pageSize").fill("2");
    await form.getByLabel("search").fill("Acme & Söhne");
    await form.getByRole("button", { name: "Send" }).click();
    await form.getByText("200 OK").waitFor();
    expect(await form.getByRole("status").innerText()).toContain("nextCursor");
    expect(open.foreign).toEqual([]);
  }
  {
    await using open = await visit(address(printed, "Try it"));
    await open.page.locator(".try-it summary").click();
    for (const colorScheme of ["light", "dark"] as const) {
      await open.page.emulateMedia({ colorScheme });
      await settle(open.page);
      expect(await violations(open.page), colorScheme).toEqual([]);
    }
  }

  script.signal("SIGINT");
  const { code, stdout }: Ended = await script.ended;
  expect(code).toBe(0);
  expect(stdout).toMatch(/\nStopped\.\n$/);
  expect(await Promise.all([site, mock].map(listens))).toEqual([false, false]);
});

test("--help explains, and a wrong port is refused", async () => {
  const help = await start("docs:serve", ["--help"]).ended;
  expect(help.stdout).toContain("--port <number>");
  const { code, stderr } = await start("docs:serve", ["--port", "high"]).ended;
  expect(code).toBe(2);
  expect(stderr).toContain("--port must be a number");
});

test("docs refuses to empty a folder that holds no site, and an address that is none", async () => {
  const folder = await start("docs", ["--out", "src"]).ended;
  expect(folder).toMatchObject({ code: 1, stderr: expect.stringContaining("holds no site") });
  const url = await start("docs", ["--base-url", "nowhere"]).ended;
  expect(url).toMatchObject({ code: 2, stderr: expect.stringContaining("--base-url must be a URL") });
});
