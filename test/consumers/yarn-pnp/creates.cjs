/** Creates a task by each entry, however the package was loaded, and prints the IDs that the server gave. */
module.exports = async ({ Heffl, createMock, undiciTransport }) => {
  const create = async (options) => (await new Heffl(options).tasks.create({ title: "Call Acme" })).id;
  const mock = createMock({ baseUrl: process.env.HEFFL_BASE_URL });
  const transport = undiciTransport();
  await create({ fetch: mock.fetch });
  const ids = new Set([await create(), await create({ fetch: transport })]);
  await transport.close();
  console.log([...ids].join());
};
