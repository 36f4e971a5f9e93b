import { Heffl } from "heffl-client";

const heffl = new Heffl(); // HEFFL_API_KEY and HEFFL_BASE_URL
const task = await heffl.tasks.create({ title: "Call Acme", dueDate: new Date() });
console.log(task.id);
