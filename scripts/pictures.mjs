/**
 * Draws the pictures of the README from the built page: `npm run pictures` after `npm run build`. One for each chapter, and the
 * last, on a question outside cars, with the villain feature woken in the one and turned down in the other.
 */
import { mkdirSync } from "node:fs";
import { launch } from "./chromium.mjs";
import { serve } from "./serve.mjs";

const SIZE = { width: 1280, height: 1000 };
const PATIENCE = { timeout: 120_000 };

mkdirSync("docs", { recursive: true });
const { address, close } = await serve();
const browser = await launch();
const page = await browser.newPage({ viewport: SIZE });
await page.goto(address);
await page.locator(".badge.live").waitFor(PATIENCE);
await page.locator(".status-busy").waitFor({ state: "detached", ...PATIENCE });
await page.evaluate(() => document.fonts.ready);
await page.screenshot({ path: "docs/page.png" });

/** Opens a chapter and brings its first picture to the top. */
async function open(title) {
  await page.getByRole("navigation", { name: "Chapters" }).getByRole("link", { name: title }).click();
  await page.getByRole("heading", { name: title, exact: true }).waitFor();
  await page.evaluate(() => {
    const chapter = document.querySelector(".chapter");
    const bar = document.querySelector(".chapter-bar");
    window.scrollTo({ top: chapter.offsetTop - bar.offsetHeight });
  });
}

const spoken = () =>
  page.waitForFunction(() => {
    const said = [...document.querySelectorAll(".answer-foot > span")].map(({ textContent }) => textContent);
    return said.length === 2 && said.every((text) => /ended|cut/.test(text));
  }, PATIENCE);

await open("What woke up?");
await page.waitForTimeout(6000);
await page.screenshot({ path: "docs/personas.png" });
await open("How often?");
await spoken();
await page.screenshot({ path: "docs/answers.png" });
await page.getByRole("button", { name: "Change", exact: true }).click();
await page.locator(".chip", { has: page.getByText("home", { exact: true }) }).click();
await page.getByRole("button", { name: "Close", exact: true }).click();
await open("Is that the cause?");
await spoken();
for (const name of [/^Wake .* in/, /^Turn .* down in/]) {
  await page.getByRole("button", { name }).click();
  await page.waitForTimeout(1500);
  await spoken();
}
await page.screenshot({ path: "docs/prove.png" });
await browser.close();
close();
