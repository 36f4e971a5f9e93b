const { Heffl } = require("heffl-client");
const { undiciTransport } = require("heffl-client/undici");

const transport = undiciTransport({ connections: 1 });
const heffl = new Heffl({ fetch: transport }); // HEFFL_API_KEY and HEFFL_BASE_URL
heffl.tasks
  .create({ title: "Call Acme", dueDate: new Date() })
  .then((task) => console.log(task.id))
  .finally(() => transport.close());
