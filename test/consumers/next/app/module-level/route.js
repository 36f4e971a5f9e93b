import { Heffl } from "heffl-client";

// Next loads this module while it builds, where there is no key.
const heffl = new Heffl();

export const dynamic = "force-dynamic";

export async function GET() {
  const first = await heffl.tasks.create({ title: "module-level" });
  const second = await heffl.tasks.create({ title: "module-level" });
  return new Response(`${first.id},${second.id}`);
}
