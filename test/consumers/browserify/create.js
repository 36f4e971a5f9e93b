const { Heffl } = require("heffl-client");
const { createMock } = require("heffl-client/testing");

const mock = createMock({ baseUrl: process.env.HEFFL_BASE_URL });
new Heffl({ fetch: mock.fetch }).tasks
  .create({ title: "Call Acme" })
  .then(() => new Heffl().tasks.create({ title: "Call Acme" }))
  .then(({ id }) => console.log(id));
