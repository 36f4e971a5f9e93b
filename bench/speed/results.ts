import type { Imported } from "../imports.ts";
import type { Body } from "./body.ts";
import type { Codegen } from "./codegen.ts";
import type { Growth } from "./memory.ts";
import type { Plan, Series } from "./rounds.ts";
import type { TypeCost } from "./types.ts";

/** All that one run measured; parts that weren't asked for are empty. */
export interface Results {
  machine: { node: string; cores: number; load: number };
  plan: Plan;
  series: Series[];
  growth: Growth[];
  imported: Imported[];
  types: TypeCost[];
  codegen: Codegen[];
  body?: Body;
}

export const seriesOf = ({ series }: Results, name: string, inFlight: number): Series | undefined =>
  series.find((one) => one.peer.name === name && one.inFlight === inFlight);
