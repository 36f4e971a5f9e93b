// Written by `npm run generate` from openapi/openapi.yaml. Do not edit.

/** One mistake, in Ajv's words. `instancePath` is a JSON pointer. */
export interface SchemaError {
  instancePath: string;
  keyword: string;
  params: Record<string, unknown>;
}

/** Says whether `data` fits the schema; if not, `errors` holds every mistake until the next call. */
export interface Validator {
  (data: unknown): boolean;
  errors?: SchemaError[] | null;
}

export declare const validateNewTask: Validator;
export declare const validateHefflTask: Validator;
export declare const validateErrorResponse: Validator;
export declare const validateTaskPage: Validator;
