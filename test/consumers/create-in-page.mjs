// node create-in-page.mjs CHROMIUM FOLDER ORIGIN TITLE…: opens the folder in Chromium as if ORIGIN had served it, and has
// the page create the tasks one after the other.
import { join } from "node:path";
import { withPage } from "./chromium.mjs";

const [executablePath, folder, origin, ...titles] = process.argv.slice(2);

await withPage(executablePath, async (page) => {
  await page.route(`${origin}/**`, (route) => {
    const { pathname } = new URL(route.request().url());
    return route.fulfill({ path: join(folder, pathname === "/" ? "index.html" : pathname) });
  });
  await page.goto(origin);
  await page.unrouteAll(); // from here on the page talks to the real server
  for (const title of titles) await page.evaluate((title) => globalThis.create(title), title);
});
