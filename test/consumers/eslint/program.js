import { Heffl } from "heffl-client";
// eslint-disable-next-line import/no-unresolved -- There is no such entry, so it must be reported: eslint.config.js fails where nothing was.
import "heffl-client/nothing";
import { createMock } from "heffl-client/testing";
import { undiciTransport } from "heffl-client/undici";

export { createMock, Heffl, undiciTransport };
