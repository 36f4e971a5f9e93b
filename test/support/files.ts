import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";

/** The files of the checkout that git doesn't ignore, or those of them that match a pattern of git's. */
export function checkoutFiles(...patterns: string[]): string[] {
  const command = ["ls-files", "--cached", "--others", "--exclude-standard", ...patterns];
  const files = execFileSync("git", command, { encoding: "utf8" }).split("\n");
  return files.filter((file) => file !== "" && existsSync(file)); // git also lists what was deleted but isn't committed
}
