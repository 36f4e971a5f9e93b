import { Heffl } from "heffl-client";
import { createTwice } from "../create-twice.js";

// Next calls it while it builds, and keeps what it fetched.
export const revalidate = 60;

export const GET = async () => new Response(await createTwice(new Heffl({ apiKey: "key-of-the-handler" }), "handler"));
