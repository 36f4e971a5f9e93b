import { Heffl } from "heffl-client";

export default {
  async fetch(_request, env) {
    const heffl = new Heffl({ apiKey: env.HEFFL_API_KEY, baseUrl: env.HEFFL_BASE_URL });
    const task = await heffl.tasks.create({ title: "Call Acme", dueDate: new Date() });
    return new Response(task.id);
  },
};
