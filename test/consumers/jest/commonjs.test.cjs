const { Heffl } = require("heffl-client");
const { createMock } = require("heffl-client/testing");
const { undiciTransport } = require("heffl-client/undici");

test("a task is created over the global fetch", async () => {
  expect((await new Heffl().tasks.create({ title: "Call Acme" })).id).toMatch(/^tsk_/);
});

test("a task is created at the mock", async () => {
  const mock = createMock({ baseUrl: process.env.HEFFL_BASE_URL });
  await new Heffl({ fetch: mock.fetch }).tasks.create({ title: "Call Acme" });
  expect(mock.tasks).toHaveLength(1);
});

test("a task is created over undici", async () => {
  const transport = undiciTransport();
  try {
    expect((await new Heffl({ fetch: transport }).tasks.create({ title: "Call Acme" })).id).toMatch(/^tsk_/);
  } finally {
    await transport.close();
  }
});
