/**
 * Replaces the SDK's validator when the command is built: see tsdown.config.ts. The SDK uses it only for questions to the host's
 * user, and this server asks none. Ajv would be nearly half of the code that `heffl mcp` loads.
 */
export class AjvJsonSchemaValidator {
  getValidator(): never {
    throw new Error("heffl mcp asks the host's user nothing, so it has no validator for an answer.");
  }
}
