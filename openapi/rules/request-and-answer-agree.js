/**
 * What is sent comes back: a field of one name has one type, one format and one enum in the request and in the answer
 * of an operation. Only whether it may be null can differ.
 */
export const requestAndAnswerAgree = () => ({
  Operation(operation, { report, location, resolve }) {
    const sent = fields(operation.requestBody, resolve);
    for (const [status, response] of Object.entries(operation.responses ?? {})) {
      if (!status.startsWith("2")) continue;
      const answered = fields(response, resolve);
      for (const name of Object.keys(sent))
        if (answered[name] !== undefined && form(sent[name]) !== form(answered[name]))
          report({
            message: `\`${name}\` is sent as ${form(sent[name])} and answered as ${form(answered[name])}.`,
            location: location.child(["responses", status]).key(),
          });
    }
  },
});

function fields(body, resolve) {
  const content = follow(body, resolve)?.content ?? {};
  return follow(content["application/json"]?.schema, resolve)?.properties ?? {};
}

const follow = (node, resolve) => (node?.$ref === undefined ? node : resolve(node).node);

/** What a schema is, apart from `null`. */
function form(schema) {
  const { $ref, type, format, anyOf, items } = schema;
  if (anyOf)
    return anyOf
      .filter((option) => option.type !== "null")
      .map(form)
      .join(" or ");
  const types = [type].flat().filter((name) => name !== undefined && name !== "null");
  return [$ref, ...types, format, items && `of ${form(items)}`].filter(Boolean).join(" ");
}
