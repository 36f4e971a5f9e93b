import { Heffl } from "heffl-client";

export const runtime = "edge";
export const revalidate = 60;

export async function GET() {
  const heffl = new Heffl({ apiKey: "key-of-the-handler" });
  const first = await heffl.tasks.create({ title: "edge" });
  const second = await heffl.tasks.create({ title: "edge" });
  return new Response(`${first.id},${second.id}`);
}
