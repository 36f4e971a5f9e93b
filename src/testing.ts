export { createMock, type HefflMock, type MockRequest } from "./testing/mock.ts";
export type { MockAnswer, MockFailure, MockNext } from "./testing/next.ts";
