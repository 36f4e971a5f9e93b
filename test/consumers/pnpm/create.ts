// Everything is exported without a type of its own, so that the declaration has to name what the package's types name.
import { Heffl } from "heffl-client";
import { createMock } from "heffl-client/testing";
import { undiciTransport } from "heffl-client/undici";

export const heffl = new Heffl();
export const { api, tasks } = heffl;
export const post = api.POST;
export const { create } = tasks;
export const answered = () => api.POST("/tasks", { body: { title: "Call Acme" } });
export const created = () => tasks.createWithResponse({ title: "Call Acme" });
export const preview = () => tasks.preview({ title: "Call Acme" });
export const mock = createMock();
export const transport = undiciTransport();

const { task } = await created();
const { data } = await answered();
console.log(task.id === data?.id && task.id);
