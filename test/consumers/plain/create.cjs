const { Heffl } = require("heffl-client");

const heffl = new Heffl(); // HEFFL_API_KEY and HEFFL_BASE_URL
heffl.tasks.create({ title: "Call Acme", dueDate: new Date() }).then((task) => console.log(task.id));
