/** openapi-fetch also reads inherited properties of its options, so each is set here. */
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
