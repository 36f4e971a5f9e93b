/** The same tests for each way in which Jest loads the package. */
module.exports = ({ Heffl, createMock, undiciTransport }) => {
  const create = async (options) => (await new Heffl(options).tasks.create({ title: "Call Acme" })).id;

  test("a task is created over the global fetch", async () => {
    expect(await create()).toMatch(/^tsk_/);
  });

  test("a task is created at the mock", async () => {
    const mock = createMock({ baseUrl: process.env.HEFFL_BASE_URL });
    await create({ fetch: mock.fetch });
    expect(mock.tasks).toHaveLength(1);
  });

  test("a task is created over undici", async () => {
    const transport = undiciTransport();
    try {
      expect(await create({ fetch: transport })).toMatch(/^tsk_/);
    } finally {
      await transport.close();
    }
  });
};
