import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { PATIENTLY } from "../support/patiently.ts";
import { create } from "./raw-client.ts";
import { FAULTS, type FaultServer, randomFault, seeded, startFaultServer } from "./server.ts";

let server: FaultServer;
beforeAll(async () => {
  server = await startFaultServer();
});
afterAll(() => server.close());

describe("ports that fail before a request", () => {
  it.each([
    ["refusingUrl", "reset"],
    ["closingUrl", "closed"],
    ["resettingUrl", "reset"],
    ["tlsClosingUrl", "reset"],
    ["tlsAlertUrl", "reset"],
    ["tlsPlainUrl", "reset"],
    ["tlsAfterHandshakeUrl", "closed"],
  ] as const)("%s", async (name, end) => {
    const heard = await create(server[name], name, [/^$/, end], { ca: server.caCert });
    // Closing a port with the request unread in it is a reset, to the kernel.
    expect(end === "closed" ? ["closed", "reset"] : [end]).toContain(heard.end);
    expect(heard.bytes).toBe(0);
    expect(server.ledger.keys()).not.toContain(name);
  });

  it("is not trusted without its certificate", async () => {
    const failure = await fetch(server.httpsUrl).catch((error: unknown) => error);
    expect(failure).toMatchObject({ cause: { code: "DEPTH_ZERO_SELF_SIGNED_CERT" } });
  });
});

describe("the foreign origin", () => {
  it("sees what a client that follows redirects carries there", async () => {
    server.plan("followed", [FAULTS.redirect307]);
    const body = '{"title":"followed"}';
    const answer = await fetch(`${server.url}/tasks`, { method: "POST", body, headers: { "x-api-key": "leaked" } });
    expect(await answer.json()).toMatchObject({ id: "tsk_foreign" });
    expect(server.ledger.leaks).toMatchObject([{ method: "POST", target: "/tasks", apiKey: "leaked", body }]);
    expect(server.ledger.of("followed").created).toEqual([]);
  });
});

describe("closing", () => {
  const handles = (): number => process.getActiveResourcesInfo().filter((kind) => kind.startsWith("TCP")).length;

  it("ends stalls and leaves nothing", async () => {
    const before = handles();
    const other = await startFaultServer();
    other.plan("stalled", [FAULTS.stallInBody]);
    other.plan("dripping", [FAULTS.slowDrip]);
    const post = (title: string) => fetch(other.url, { method: "POST", body: JSON.stringify({ title }) });
    const answers = [await post("stalled"), await post("dripping")];

    await other.close();
    for (const answer of answers) await expect(answer.text()).rejects.toThrow();
    await expect(post("late")).rejects.toMatchObject({ cause: { code: "ECONNREFUSED" } });
    await vi.waitFor(() => expect(handles()).toBeLessThanOrEqual(before), PATIENTLY);
  });
});

describe("random faults", () => {
  const draw = (seed: number, tls?: boolean): string[] => {
    const rng = seeded(seed);
    return Array.from({ length: 20_000 }, () => randomFault(rng, tls).name);
  };

  it("repeats a run from its seed", () => {
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
  });

  it("draws every fault that it may, and no long wait", () => {
    const kept = ["status429Reset1", "status429RetryAfter1", "status429Date2", "status429Hour"];
    const drawable = Object.keys(FAULTS).filter((name) => !kept.includes(name));
    expect([...new Set(draw(1, true))].sort()).toEqual(drawable.sort());
    expect(draw(1).filter((name) => name.startsWith("tls"))).toEqual([]);
  });
});
