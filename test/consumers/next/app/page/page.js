import { Heffl } from "heffl-client";
import { createTwice } from "../create-twice.js";

// Next renders this page while it builds, and keeps what it fetched.
export const revalidate = 60;

export default async function Page() {
  return <output>{await createTwice(new Heffl({ apiKey: "key-of-the-page" }), "page")}</output>;
}
