export type { MockAnswer, MockFailure, MockNext } from "./testing/answers.ts";
export { createMock, type HefflMock, type MockRequest } from "./testing/mock.ts";
