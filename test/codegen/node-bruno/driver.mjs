import { readFileSync } from "node:fs";
import { openApiToBruno } from "@usebruno/converters";
import { parse } from "yaml";

const collection = openApiToBruno(parse(readFileSync(process.env.DOCUMENT, "utf8")));
const requests = (items) => items.flatMap((item) => (item.items ? requests(item.items) : [item]));
const all = requests(collection.items);
const { request, ...item } = all.find(({ request }) => request.method === "POST");
const [list, one] = [/\/tasks$/, /\/tasks\/:id$/].map((path) =>
  all.find(({ request }) => request.method === "GET" && path.test(request.url.replace(/\?.*/, ""))),
);
const body = JSON.parse(request.body.json || "{}");
const report = (name, kept) => console.log(JSON.stringify({ name, ...(!kept && { lost: "not there" }) }));

report("operation", all.length === 3 && request.url.endsWith("/tasks"));
report("server", JSON.stringify(collection.environments).includes("https://api.heffl.com/api/v2"));
report("key", JSON.stringify([request.auth, request.headers, collection.root]).includes("x-api-key"));
report("example", body.title === "Call Acme about the renewal" && body.entityId === "dl_7Hq3ZxP0sM");
report("custom-fields", body.cf_follow_up_type === "phone" && body.cf_seats === 40);
report("dates", body.dueDate === "2026-12-01T09:30:00Z");
report(
  "answers",
  [200, 400, 429, 500].every((status) => JSON.stringify(item.examples ?? []).includes(String(status))),
);
report("description", JSON.stringify([request.docs, item]).includes("no idempotency key"));
// It has an entry for each value of an enum, of which one is switched on.
const names = (item) => (item?.request.params ?? []).flatMap(({ name, enabled }) => (enabled ? name : [])).join();
report("reads", names(list) === "cursor,pageSize,search,orderBy,orderDir,filters" && names(one) === "id");
