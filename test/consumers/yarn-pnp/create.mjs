import { Heffl } from "heffl-client";
import { createMock } from "heffl-client/testing";
import { undiciTransport } from "heffl-client/undici";
import creates from "./creates.cjs";

await creates({ Heffl, createMock, undiciTransport });
