import { Heffl } from "heffl-client";

const heffl = new Heffl({
  apiKey: import.meta.env.VITE_HEFFL_API_KEY,
  baseUrl: import.meta.env.VITE_HEFFL_BASE_URL,
  dangerouslyAllowBrowser: true,
});
const task = await heffl.tasks.create({ title: "Call Acme", dueDate: new Date() });
document.querySelector("output").textContent = task.id;
