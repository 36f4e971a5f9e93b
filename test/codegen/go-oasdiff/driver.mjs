import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";

const BUILD = process.env.BUILD;
const changed = `${BUILD}/changed.json`;

/** Changes that break whoever uses the API. */
const CHANGES = {
  "field-gone": ({ NewTask }) => delete NewTask.properties.tagIds,
  "field-required": ({ NewTask }) => NewTask.required.push("type"),
  "null-refused": ({ NewTask }) => {
    NewTask.properties.description.type = "string";
  },
  "minimum-raised": ({ NewTask }) => {
    NewTask.properties.durationMinutes.minimum = 1;
  },
  "enum-value-gone": ({ HefflTaskPriority }) => HefflTaskPriority.enum.pop(),
  "answer-field-gone": ({ HefflTask }) => delete HefflTask.properties.number,
  "answer-may-be-null": ({ HefflTask }) => {
    HefflTask.properties.title.type = ["string", "null"];
  },
  "custom-fields-refused": ({ NewTask }) => NewTask.propertyNames.anyOf.pop(),
  "dependency-added": ({ NewTask }) => {
    NewTask.dependentRequired.entityId = ["entity"];
  },
};

const report = (name, lost) => console.log(JSON.stringify({ name, ...(lost && { lost }) }));

/** What oasdiff finds breaking between the document and `file`. */
function breaking(file) {
  const options = ["breaking", "--format", "json", process.env.DOCUMENT, file];
  return JSON.parse(execFileSync(`${BUILD}/oasdiff`, options, { encoding: "utf8" }) || "[]");
}

report("nothing-changed", breaking(process.env.DOCUMENT).length > 0 && "finds a change where there is none");
for (const [name, change] of Object.entries(CHANGES)) {
  const document = JSON.parse(readFileSync(process.env.DOCUMENT, "utf8"));
  change(document.components.schemas);
  writeFileSync(changed, JSON.stringify(document));
  report(name, breaking(changed).length === 0 && "isn't noticed");
}
