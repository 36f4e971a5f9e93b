const { Heffl } = require("heffl-client");
const { createMock } = require("heffl-client/testing");
const { undiciTransport } = require("heffl-client/undici");

async function main() {
  const mock = createMock({ baseUrl: process.env.HEFFL_BASE_URL });
  const transport = undiciTransport();
  const ids = new Set();
  await new Heffl({ fetch: mock.fetch }).tasks.create({ title: "Call Acme" });
  ids.add((await new Heffl().tasks.create({ title: "Call Acme" })).id);
  ids.add((await new Heffl({ fetch: transport }).tasks.create({ title: "Call Acme" })).id);
  await transport.close();
  console.log([...ids].join());
}
main();
