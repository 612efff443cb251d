/**
 * The part of the bench about the story of thoughts: its first picture on the built page, cold, and what thoughts.ts
 * measures in the worker's engine. `node bench/listening.mjs` measures this part alone, on the build that there is.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { launch } from "../scripts/chromium.mjs";
import { serveTool } from "../scripts/harness.mjs";
import { serve } from "../scripts/serve.mjs";
import { median } from "./visit.mjs";

const VIEWPORT = { width: 1440, height: 900 };

/** In the page, before it is started: keeps when the sheet, both answers and the one button stand there. */
function noteShown() {
  const look = () => {
    const button = [...document.querySelectorAll("button")].some(
      (one) => one.textContent.trim() === "Show the thoughts",
    );
    const there = button && document.querySelectorAll(".thinker").length === 2;
    if (there) window.shownAt = performance.now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

async function firstPicture(visits) {
  const { address, close } = await serve();
  const browser = await launch();
  const found = [];
  for (let visit = 0; visit < visits; visit++) {
    const context = await browser.newContext({ viewport: VIEWPORT });
    const page = await context.newPage();
    await page.addInitScript(noteShown);
    await page.goto(`${address}#monologue`, { waitUntil: "commit" });
    await page.waitForFunction(() => window.shownAt, null, { polling: "raf" });
    found.push(await page.evaluate(() => window.shownAt));
    await context.close();
  }
  await browser.close();
  close();
  return median(found);
}

/** Milliseconds, medians over some visits and runs. */
export async function measureThoughts(visits, runs) {
  const tool = await serveTool("bench/engine.html");
  const browser = await launch();
  const page = await browser.newPage();
  await page.goto(tool.page);
  await page.waitForFunction(() => "bench" in window);
  const ms = await page.evaluate((count) => window.bench.thoughts(count), runs);
  await browser.close();
  tool.close();
  return { ms: { ...ms, firstPictureThoughts: await firstPicture(visits) } };
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { ms } = await measureThoughts(3, 3);
  console.log(ms);
  const results = JSON.parse(readFileSync("bench/results.json", "utf8"));
  results.ms = { ...results.ms, ...ms };
  writeFileSync("bench/results.json", `${JSON.stringify(results, null, 2)}\n`);
  process.exit(0);
}
