// node open-page.mjs CHROMIUM FOLDER: serves the folder on this machine, opens it in Chromium, and prints what the page
// puts into its <output>. A process of its own, so that all of it ends with the consumer.
import { createReadStream } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { withPage } from "./chromium.mjs";

const TYPES = { html: "text/html", js: "text/javascript" };
const [executablePath, folder] = process.argv.slice(2);

const server = createServer(({ url }, response) => {
  const path = url === "/" ? "/index.html" : url;
  response.setHeader("content-type", TYPES[path.split(".").at(-1)] ?? "application/octet-stream");
  createReadStream(join(folder, path))
    .on("error", () => response.writeHead(404).end())
    .pipe(response);
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));

try {
  await withPage(executablePath, async (page) => {
    await page.goto(`http://127.0.0.1:${server.address().port}/`);
    console.log(await page.locator("output:not(:empty)").textContent({ timeout: 60_000 }));
  });
} finally {
  server.close();
}
