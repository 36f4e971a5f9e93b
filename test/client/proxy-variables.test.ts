import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Heffl, HefflConfigurationError } from "../../src/index.ts";

const at = (baseUrl: string, options: object = {}) => new Heffl({ apiKey: "test-key", baseUrl, ...options });

beforeEach(() => void vi.stubEnv("NODE_USE_ENV_PROXY", "1"));
afterEach(() => void vi.unstubAllEnvs());

describe("plain http to this machine isn't sent through a proxy", () => {
  test.each(["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"])("that %s names", (name) => {
    vi.stubEnv(name, "http://proxy.example:8080");
    expect(() => at("http://127.0.0.1:8080")).toThrow(HefflConfigurationError);
    expect(() => at("http://localhost:8080")).toThrow(/proxy.*NO_PROXY=localhost/);
    expect(() => at("https://127.0.0.1")).not.toThrow();
    expect(() => at("http://127.0.0.1", { fetch: async () => new Response() })).not.toThrow();
  });

  test("and is sent if NO_PROXY excludes it, or if the runtime ignores the variable", () => {
    vi.stubEnv("HTTP_PROXY", "http://proxy.example:8080");
    vi.stubEnv("NO_PROXY", "example.com, 127.0.0.1,localhost");
    expect(() => at("http://127.0.0.1:8080")).not.toThrow();
    vi.stubEnv("NO_PROXY", "");
    vi.stubEnv("NODE_USE_ENV_PROXY", "");
    expect(() => at("http://127.0.0.1:8080")).not.toThrow();
  });
});

test.each(["http://foo.localhost", "http://localhost.evil.example", "http://localhost.", "http://0.0.0.0"])(
  "plain http to %s, which needn't be this machine, is refused",
  (baseUrl) => expect(() => at(baseUrl)).toThrow(HefflConfigurationError),
);
