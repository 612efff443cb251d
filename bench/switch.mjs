/**
 * The switch on the built page in Chromium: when its first screen is there, recorded and cold; how long a rung of fifty
 * sessions takes on both Sides, live, and the longest frame in that. `node bench/switch.mjs` measures this part alone,
 * on the build that there is.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { launch } from "../scripts/chromium.mjs";
import { serve } from "../scripts/serve.mjs";
import { medians, watchFrames } from "./visit.mjs";

const VIEWPORT = { width: 1440, height: 900 };

/** In the page, before it is started: keeps when both turns, their counts and bars, and the control are there. */
function noteWhenUsable() {
  const look = () => {
    const there = document.querySelectorAll(".one-dodge .work-script li ~ li").length >= 2;
    const counts = document.querySelectorAll(".dodge-count strong").length === 2;
    const bars = document.querySelectorAll(".turn-value").length === 2;
    if (there && counts && bars && document.querySelector(".dodge-clear button:enabled"))
      window.usableAt = performance.now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

/** From the press to the end of fifty sessions of each model on the first rung, in milliseconds. */
async function countRung(page) {
  await page.getByRole("link", { name: "Do clearer words help?" }).click();
  const count = page.locator(".rung").first().getByRole("button", { name: "Count 50 sessions" });
  await count.waitFor();
  await page.evaluate(watchFrames);
  const from = performance.now();
  await count.click();
  await page.locator(".work").waitFor();
  await page.locator(".work").waitFor({ state: "detached" });
  return performance.now() - from;
}

/** Medians over some visits, in milliseconds. */
export async function measureSwitch(visits) {
  const { address, close } = await serve();
  const browser = await launch();
  const ms = { switchFirstPictureCold: [], switchRung50Both: [], switchWorstFrame: [] };
  for (let i = 0; i < visits; i++) {
    const context = await browser.newContext({ viewport: VIEWPORT });
    const page = await context.newPage();
    page.setDefaultTimeout(120_000);
    await page.addInitScript({ content: `(${noteWhenUsable})()` });
    await page.goto(`${address}#switch`, { waitUntil: "commit" });
    await page.waitForFunction(() => window.usableAt, null, { polling: "raf" });
    ms.switchFirstPictureCold.push(await page.evaluate(() => window.usableAt));
    await page.locator(".badge.live").waitFor();
    ms.switchRung50Both.push(await countRung(page));
    ms.switchWorstFrame.push(await page.evaluate(() => window.worstFrame));
    await context.close();
  }
  await browser.close();
  close();
  return medians(ms);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const ms = await measureSwitch(3);
  console.log(ms);
  if (!process.argv.includes("--dry")) {
    const results = JSON.parse(readFileSync("bench/results.json", "utf8"));
    results.ms = { ...results.ms, ...ms };
    writeFileSync("bench/results.json", `${JSON.stringify(results, null, 2)}\n`);
  }
  process.exit(0);
}
