import SwaggerParser from "@apidevtools/swagger-parser";

const document = await SwaggerParser.validate(process.env.DOCUMENT);
const { post: create, get: list } = document.paths["/tasks"];
const { requestBody, responses } = create;
const { parameters, responses: page } = list;
const { schema, examples } = requestBody.content["application/json"];
const report = (name, kept) => console.log(JSON.stringify({ name, ...(!kept && { lost: "not there" }) }));

report("references", JSON.stringify(document).includes('"$ref"') === false);
report("key", document.components.securitySchemes.apiKey.name === "x-api-key");
report("custom-fields", schema.propertyNames.anyOf[1].pattern === "^cf_");
report("null", schema.properties.priority.anyOf[1].type === "null");
report("dates", examples.followUpCall.value.dueDate === "2026-12-01T09:30:00Z");
report(
  "words-beside-references",
  schema.properties.status.description.startsWith("The status in which the task is created"),
);
report("answers", Object.keys(responses).join() === "200,400,401,403,404,409,429,500");
report(
  "outcomes",
  Object.values(responses).every((response) => "x-outcome" in response),
);
report(
  "reads",
  document.paths["/tasks/{id}"].get.parameters[0].required === true &&
    parameters.map(({ name }) => name).join() === "cursor,pageSize,search,orderBy,orderDir,filters" &&
    parameters[4].schema.default === "desc" &&
    page[200].content["application/json"].schema.properties.data.items.properties.dueDate.format === "date-time",
);
