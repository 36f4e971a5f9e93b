import { Heffl } from "heffl-client";

// Next renders this page while it builds, and keeps what it fetched.
export const revalidate = 60;

export default async function Page() {
  const heffl = new Heffl({ apiKey: "key-of-the-page" });
  const first = await heffl.tasks.create({ title: "page" });
  const second = await heffl.tasks.create({ title: "page" });
  return <output>{`${first.id},${second.id}`}</output>;
}
