const { Heffl } = require("heffl-client");
const { createMock } = require("heffl-client/testing");
const { undiciTransport } = require("heffl-client/undici");

require("./creates.cjs")({ Heffl, createMock, undiciTransport });
