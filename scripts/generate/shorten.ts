/**
 * Ajv's code with the same answers in fewer bytes, since the request's validator is shipped with the client. Ajv writes six
 * statements and a path into the schema for each possible mistake, refers to the whole schema for a list of values, and takes
 * the path of the value that is validated, which is always the whole body here.
 */
export function shorten(code: string): string {
  const schemas = new Map<string, unknown>();
  const short = code
    .replace(/^const (schema\d+) = (\{.*\});\n/gm, (_, name: string, schema: string) => {
      schemas.set(name, JSON.parse(schema));
      return "";
    })
    .replace(/\b(schema\d+)((?:\.\w+)+)/g, (_, name: string, path: string) => {
      const keys = path.slice(1).split(".");
      return JSON.stringify(keys.reduce((value, key) => (value as Record<string, unknown>)[key], schemas.get(name)));
    })
    .replace(
      MISTAKE,
      (_, __, mistake: string) => `(vErrors ??= []).push(${mistake.replace(/schemaPath:"[^"]*",/, "")});`,
    )
    .replaceAll("let errors = 0;\n", "")
    .replaceAll("return errors === 0;", "return vErrors === null;")
    .replaceAll(PARAMETERS, "(data)")
    .replaceAll("{instancePath,", '{instancePath:"",')
    .replaceAll("{instancePath:instancePath+", "{instancePath:");
  const left = short.match(/schema\d+|schemaPath|\berrors\b(?! = vErrors)|instancePath(?!:")|rootData|parentData/);
  if (left) throw new Error(`generate: Ajv's code has a form that isn't known here, near ${JSON.stringify(left[0])}.`);
  return short;
}

const PARAMETERS = '(data, {instancePath="", parentData, parentDataProperty, rootData=data}={})';

const MISTAKE =
  /const (err\d+) = (\{.*?\});\nif\(vErrors === null\)\{\nvErrors = \[\1\];\n\}\nelse \{\nvErrors\.push\(\1\);\n\}\nerrors\+\+;/gs;
