import { chromium } from "playwright-core";

const ARGS = [
  ...["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"],
  ...["--disable-background-networking", "--disable-component-update", "--disable-sync"],
];

/** Opens a page in Chromium, works with it, and leaves nothing running. What the page logs goes to standard error. */
export async function withPage(executablePath, work) {
  const browser = await chromium.launch({ executablePath, args: ARGS });
  try {
    const page = await browser.newPage();
    page.on("console", (message) => console.error(message.text()));
    const failed = new Promise((_, reject) => page.on("pageerror", reject));
    await Promise.race([work(page), failed]);
  } finally {
    await browser.close();
  }
}
