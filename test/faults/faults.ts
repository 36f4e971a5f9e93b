import { bodyFaults } from "./faults-body.ts";
import { connectionFaults } from "./faults-connection.ts";
import { framingFaults } from "./faults-framing.ts";
import { okFaults } from "./faults-ok.ts";
import { rateFaults } from "./faults-rate.ts";
import { statusFaults } from "./faults-status.ts";

/** Every fault that a request can meet, by name. Faults before a request can be read are ports of their own. */
export const FAULTS = {
  ...okFaults,
  ...connectionFaults,
  ...framingFaults,
  ...bodyFaults,
  ...statusFaults,
  ...rateFaults,
};

export type FaultName = keyof typeof FAULTS;
