import { dependentRequiredExists } from "./dependent-required-exists.js";
import { examplesShowEveryField } from "./examples-show-every-field.js";
import { namedEnum } from "./named-enum.js";
import { propertyNamesMatch } from "./property-names-match.js";
import { requestAndAnswerAgree } from "./request-and-answer-agree.js";

/** The rules that compare one part of the document with another, which redocly.yaml has no words for. */
export default () => ({
  id: "heffl",
  rules: {
    oas3: {
      "dependent-required-exists": dependentRequiredExists,
      "examples-show-every-field": examplesShowEveryField,
      "named-enum": namedEnum,
      "property-names-match": propertyNamesMatch,
      "request-and-answer-agree": requestAndAnswerAgree,
    },
  },
});
