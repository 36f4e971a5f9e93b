import { Heffl } from "heffl-client";

const heffl = new Heffl(); // reads HEFFL_API_KEY

// Every page, each when its first task is needed.
for await (const task of heffl.tasks.list({ pageSize: 50 })) console.log(task.id, task.title);
