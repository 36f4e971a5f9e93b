import { dependentRequiredExists } from "./dependent-required-exists.js";
import { exampleOnEveryScalar } from "./example-on-every-scalar.js";
import { examplesShowEveryField } from "./examples-show-every-field.js";
import { nameFreeInClients } from "./name-free-in-clients.js";
import { namedEnum } from "./named-enum.js";
import { propertyNamesMatch } from "./property-names-match.js";
import { requestAndAnswerAgree } from "./request-and-answer-agree.js";
import { valuesHaveType } from "./values-have-type.js";

/** The rules that redocly.yaml has no words for: most compare one part of the document with another. */
export default () => ({
  id: "heffl",
  rules: {
    oas3: {
      "dependent-required-exists": dependentRequiredExists,
      "example-on-every-scalar": exampleOnEveryScalar,
      "examples-show-every-field": examplesShowEveryField,
      "name-free-in-clients": nameFreeInClients,
      "named-enum": namedEnum,
      "property-names-match": propertyNamesMatch,
      "request-and-answer-agree": requestAndAnswerAgree,
      "values-have-type": valuesHaveType,
    },
  },
});
