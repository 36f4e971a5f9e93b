/** openapi-fetch also reads what its options inherit, so each is said here. */
export const NOT_GIVEN: object = {
  baseUrl: undefined,
  body: undefined,
  bodySerializer: undefined,
  headers: undefined,
  middleware: undefined,
  params: Object.create(null),
  pathSerializer: undefined,
  querySerializer: undefined,
  Request: undefined,
  requestInitExt: undefined,
};
