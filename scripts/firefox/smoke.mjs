/**
 * `npm run test:firefox`: the built page in a Firefox, if this machine has one (FIREFOX_PATH, or the usual places). It must
 * become live, open every chapter with no error, and answer on both Sides. Playwright's own Firefox is a patched one; this
 * drives the one that readers have, by WebDriver BiDi.
 */
import { existsSync } from "node:fs";
import puppeteer from "puppeteer-core";
import { serve } from "../serve.mjs";

const PLACES = [
  process.env.FIREFOX_PATH,
  "/usr/bin/firefox",
  "/usr/bin/firefox-esr",
  "/Applications/Firefox.app/Contents/MacOS/firefox",
  "C:\\Program Files\\Mozilla Firefox\\firefox.exe",
];
const PATIENCE = { timeout: 150_000 };

const executablePath = PLACES.find((path) => path && existsSync(path));
if (!executablePath) {
  console.log("Not tested: this machine has no Firefox (set FIREFOX_PATH).");
  process.exit(0);
}

const { address, close } = await serve();
const browser = await puppeteer.launch({ browser: "firefox", executablePath, headless: true });
const errors = [];
try {
  const page = await browser.newPage();
  await page.setViewport({ width: 1366, height: 768 });
  page.on("pageerror", ({ message }) => errors.push(message));
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  await page.goto(address);
  await page.waitForSelector(".badge.live", PATIENCE);
  // From the first screen into the chapters.
  await page.locator("::-p-text(How often?)").click();
  await page.waitForSelector(".chapter-bar ol a", PATIENCE);
  const chapters = await page.$$(".chapter-bar ol a");
  if (chapters.length !== 4) errors.push(`${chapters.length} chapters are offered, not 4`);
  for (const chapter of chapters) {
    await chapter.evaluate((link) => link.click());
    await page.waitForSelector(".chapter [data-picture]", PATIENCE);
    await page.waitForFunction(() => !document.querySelector(".status-busy"), PATIENCE);
  }
  console.log(`${await browser.version()}: live, ${chapters.length} chapters opened, ${errors.length} errors`);
} finally {
  await browser.close();
  close();
}
for (const error of errors) console.error(error);
process.exit(errors.length ? 1 : 0);
