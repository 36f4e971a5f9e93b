import { Heffl } from "heffl-client";
import { reactive, readonly, ref } from "vue";

// Each hands out proxies of the client and of all that is in it.
const clients = [reactive(new Heffl()), readonly(new Heffl()), ref({ heffl: new Heffl() }).value.heffl];
const ids = new Set();
for (const heffl of clients) {
  const task = reactive({ title: "Call Acme", assigneeIds: ["usr_1"] });
  const { create } = heffl.tasks;
  ids.add((await heffl.tasks.create(task)).id);
  ids.add((await create(task)).id);
  ids.add((await heffl.api.POST("/tasks", { body: task })).data.id);
}
console.log([...ids].join());
