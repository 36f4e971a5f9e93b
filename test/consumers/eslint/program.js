import { Heffl } from "heffl-client";
// eslint-disable-next-line import/no-unresolved -- there is no such entry
import "heffl-client/nothing";
import { createMock } from "heffl-client/testing";
import { undiciTransport } from "heffl-client/undici";

export { createMock, Heffl, undiciTransport };
