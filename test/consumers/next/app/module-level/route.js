import { Heffl } from "heffl-client";
import { createTwice } from "../create-twice.js";

// Next loads this module while it builds, where there is no key.
const heffl = new Heffl();

export const dynamic = "force-dynamic";

export const GET = async () => new Response(await createTwice(heffl, "module-level"));
