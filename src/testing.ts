export type { MockAnswer, MockFailure, MockNext, MockNextOptions } from "./testing/answers.ts";
export { createMock, type HefflMock, type MockFetch, type MockOptions } from "./testing/mock.ts";
export type { MockRequest } from "./testing/request.ts";
