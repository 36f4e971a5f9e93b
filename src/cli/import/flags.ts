import type { ClientFlags } from "../client.ts";
import type { Format } from "../read/table.ts";

/** The flags of `heffl import`. */
export interface ImportFlags extends ClientFlags {
  format?: Format;
  map?: string[];
  timeZone?: string;
  dateFormat?: string;
  null?: string;
  keyColumn?: string;
  dryRun?: boolean;
  skipInvalid?: boolean;
  report?: string;
  journal?: string;
  newJournal?: boolean;
  acceptChanges?: boolean;
  resendUnknown?: boolean;
  limit?: number;
  rate?: number;
  yes?: boolean;
  json?: boolean;
}
