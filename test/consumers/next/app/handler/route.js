import { Heffl } from "heffl-client";

// Next calls it while it builds, and keeps what it fetched.
export const revalidate = 60;

export async function GET() {
  const heffl = new Heffl({ apiKey: "key-of-the-handler" });
  const first = await heffl.tasks.create({ title: "handler" });
  const second = await heffl.tasks.create({ title: "handler" });
  return new Response(`${first.id},${second.id}`);
}
