/**
 * `npm run pictures`: builds, and draws from the built page the pictures of the README (docs/) and of a shared link
 * (public/card.png): the first screen and the four chapters, as a reader meets them on the way that the page offers.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { launch } from "./chromium.mjs";
import { CARD } from "./linkPreview.mjs";
import { serve } from "./serve.mjs";

const SIZE = { width: 1280, height: 900 };
/** A card is seen small: fewer and larger words than on a screen. */
const CARD_SCALE = 1.2;
const PATIENCE = { timeout: 120_000 };
const CHAPTERS = [
  { file: "answers", title: "How often?", picture: "answers" },
  { file: "personas", title: "What woke up?", picture: "feature-ranking" },
  { file: "differs", title: "What changed inside?", picture: "words" },
  { file: "prove", title: "Is that the cause?", picture: null },
];

execFileSync("npm", ["run", "--silent", "build"], { stdio: "inherit" });
mkdirSync("docs", { recursive: true });
const { address, close } = await serve();
const browser = await launch();

async function openFirst(options) {
  const page = await browser.newPage(options);
  await page.goto(address);
  await page.locator(".one-answer-verdict strong").nth(1).waitFor(PATIENCE);
  await page.evaluate(() => document.fonts.ready);
  // The selected question is the reader's, not the picture's.
  await page.evaluate(() => document.activeElement?.blur());
  return page;
}

/** Waits until nothing is computed, and what is said has been said. */
async function settled(page) {
  await page.locator(".badge.live").waitFor(PATIENCE);
  await page.locator(".status-busy").waitFor({ state: "detached", ...PATIENCE });
  await page.waitForFunction(
    () =>
      [...document.querySelectorAll(".answer-foot > span")].every(({ textContent }) => /ended|cut/.test(textContent)),
    null,
    PATIENCE,
  );
}

async function drawCard() {
  const viewport = { width: CARD.width / CARD_SCALE, height: CARD.height / CARD_SCALE };
  const page = await openFirst({ viewport, deviceScaleFactor: CARD_SCALE });
  await page.screenshot({ path: `public/${CARD.file}` });
  await page.close();
}

/** The window from the picture's top on; from that of the chapter, where it is not one picture. */
async function drawChapter(page, { file, title, picture }) {
  await page.getByRole("navigation", { name: "Chapters" }).getByRole("link", { name: title }).click();
  await page.getByRole("heading", { name: title, exact: true }).waitFor(PATIENCE);
  const top = page.locator(picture ? `[data-picture=${picture}]` : ".chapter").first();
  await top.waitFor(PATIENCE);
  await settled(page);
  if (file === "prove") {
    await page.getByRole("button", { name: /^Wake .* in/ }).click();
    await page.getByRole("button", { name: /^Turn .* down in/ }).click();
    await page.locator(".intervention-title").nth(1).waitFor(PATIENCE);
    // Answers begin anew a moment after a change.
    await page.waitForTimeout(1000);
    await settled(page);
  }
  await top.evaluate((node) => {
    const bar = document.querySelector(".chapter-bar");
    window.scrollBy(0, node.getBoundingClientRect().top - bar.offsetHeight);
  });
  await page.waitForTimeout(300);
  await page.screenshot({ path: `docs/${file}.png` });
}

await drawCard();
const page = await openFirst({ viewport: SIZE });
await page.locator(".badge.live").waitFor(PATIENCE);
await page.screenshot({ path: "docs/finding.png" });
await page.getByRole("link", { name: "What changed inside?" }).click();
await page.getByRole("navigation", { name: "Chapters" }).waitFor(PATIENCE);
for (const chapter of CHAPTERS) await drawChapter(page, chapter);
await browser.close();
close();
