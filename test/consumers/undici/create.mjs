import { Heffl } from "heffl-client";
import { undiciTransport } from "heffl-client/undici";

const transport = undiciTransport({ connections: 1 });
const heffl = new Heffl({ fetch: transport }); // HEFFL_API_KEY and HEFFL_BASE_URL
const task = await heffl.tasks.create({ title: "Call Acme", dueDate: new Date() });
console.log(task.id);
await transport.close();
