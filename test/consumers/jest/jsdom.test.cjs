/** @jest-environment jsdom */
// jsdom has neither fetch nor Headers, Response, TextEncoder and TextDecoder.
const { Heffl } = require("heffl-client");
require("heffl-client/testing");
require("heffl-client/undici");

test("a task is created over a fetch that the test gives", async () => {
  const fetch = jest.fn(async () => ({
    status: 200,
    headers: new Map([["content-type", "application/json"]]),
    text: async () => '{"id":"tsk_2Jd8RyW6Lc"}',
  }));
  const heffl = new Heffl({ fetch, dangerouslyAllowBrowser: true });
  expect((await heffl.tasks.create({ title: "Call Acme" })).id).toBe("tsk_2Jd8RyW6Lc");
  expect(fetch.mock.calls[0][1].body).toBe('{"title":"Call Acme"}');
});
