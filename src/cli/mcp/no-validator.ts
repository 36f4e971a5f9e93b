/**
 * Takes the place of the SDK's validator when the command is built: see tsdown.config.ts. The SDK uses it only for what a server asks the
 * host's user, and this server asks nothing. Ajv would be nearly half of what `heffl mcp` loads.
 */
export class AjvJsonSchemaValidator {
  getValidator(): never {
    throw new Error("heffl mcp asks the host's user nothing, so it has no validator for an answer.");
  }
}
