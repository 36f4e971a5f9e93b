/**
 * Readers learn a body from its examples, the mock answers with them, and the contract tests read what it answers: a
 * field that no example shows is seen by nobody.
 */
export const examplesShowEveryField = () => ({
  MediaType(mediaType, { report, location, resolve }) {
    const schema = follow(mediaType.schema, resolve);
    const examples = Object.values(mediaType.examples ?? {}).map((example) => follow(example, resolve)?.value);
    const shown = new Set(examples.flatMap((value) => Object.keys(value ?? {})));
    const where = location.child("examples").key();

    for (const name of Object.keys(schema?.properties ?? {}))
      if (!shown.has(name)) report({ message: `No example shows \`${name}\`.`, location: where });
    if (schema?.additionalProperties !== undefined && ![...shown].some((name) => name.startsWith("cf_")))
      report({ message: "No example shows a custom field.", location: where });
  },
});

const follow = (node, resolve) => (node?.$ref === undefined ? node : resolve(node).node);
