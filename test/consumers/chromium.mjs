import { chromium } from "playwright-core";
import args from "../../scripts/lib/chromium-args.json" with { type: "json" };

/** Opens a page in Chromium, works with it, and leaves nothing running. What the page logs goes to standard error. */
export async function withPage(executablePath, work) {
  const browser = await chromium.launch({ executablePath, args });
  try {
    const page = await browser.newPage();
    page.on("console", (message) => console.error(message.text()));
    const failed = new Promise((_, reject) => page.on("pageerror", reject));
    await Promise.race([work(page), failed]);
  } finally {
    await browser.close();
  }
}
