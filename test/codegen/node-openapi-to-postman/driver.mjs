import { readFileSync } from "node:fs";
import converter from "openapi-to-postmanv2";

const data = readFileSync(process.env.DOCUMENT, "utf8");
const options = { parametersResolution: "Example" };
const made = await new Promise((resolve, reject) =>
  converter.convertV2({ type: "string", data }, options, (error, result) => (error ? reject(error) : resolve(result))),
);
if (!made.result) throw new Error(made.reason);
const collection = made.output[0].data;
const requests = (items) => items.flatMap((item) => (item.item ? requests(item.item) : [item]));
const all = requests(collection.item);
const { request, response: responses } = all.find(({ request }) => request.method === "POST");
const reads = all.filter(({ request }) => request.method === "GET").map(({ request }) => request.url);
const body = JSON.parse(request.body.raw);
const report = (name, kept) => console.log(JSON.stringify({ name, ...(!kept && { lost: "not there" }) }));

report("operation", all.length === 3 && request.url.path.join("/") === "tasks");
report("server", JSON.stringify(collection.variable).includes("https://api.heffl.com/api/v2"));
report("key", JSON.stringify(request.auth ?? collection.auth).includes("x-api-key"));
report("example", body.title === "Call Acme about the renewal" && body.entityId === "dl_7Hq3ZxP0sM");
report("custom-fields", body.cf_follow_up_type === "phone" && body.cf_seats === 40);
report("dates", body.dueDate === "2026-12-01T09:30:00Z");
const codes = new Set(responses.map(({ code }) => code));
report(
  "answers",
  [200, 400, 401, 403, 404, 409, 429, 500].every((code) => codes.has(code)),
);
report("description", JSON.stringify(request.description).includes("no idempotency key"));
const keys = (list) => (list ?? []).map(({ key }) => key).join();
report(
  "reads",
  reads.some(({ query }) => keys(query) === "cursor,pageSize,search,orderBy,orderDir,filters") &&
    reads.some(({ path, variable }) => path.join("/") === "tasks/:id" && keys(variable) === "id"),
);
