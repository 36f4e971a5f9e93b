import { Heffl } from "heffl-client";

const heffl = new Heffl(); // reads HEFFL_API_KEY

const task = await heffl.tasks.get("tsk_2Jd8RyW6Lc");
console.log(task.title);
