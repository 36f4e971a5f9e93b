import { Heffl } from "heffl-client";

const heffl = new Heffl(); // reads HEFFL_API_KEY

const id = "tsk_2Jd8RyW6Lc";
const { data: task, error } = await heffl.api.GET("/tasks/{id}", { params: { path: { id } } });
if (task?.id !== id) throw new Error(`Not the task: ${JSON.stringify(error ?? task)}`);
console.log(task.title);
