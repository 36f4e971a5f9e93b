import { Heffl } from "heffl-client";
import { createTwice } from "../create-twice.js";

export const runtime = "edge";
export const revalidate = 60;

export const GET = async () => new Response(await createTwice(new Heffl({ apiKey: "key-of-the-handler" }), "edge"));
