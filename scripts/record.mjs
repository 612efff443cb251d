/**
 * `npm run record`: computes the default experiment in a real browser and writes public/recorded/default.json.
 * To be run whenever the default pair, the first offered prompt or the arithmetic changes; a browser test notices.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { launch } from "./chromium.mjs";
import { serveTool } from "./harness.mjs";

const tool = await serveTool("scripts/record.html");
const browser = await launch();
try {
  const page = await browser.newPage();
  page.on("pageerror", (error) => console.error(error.message));
  await page.goto(tool.page);
  const recording = await page.evaluate(() => window.recording);
  mkdirSync("public/recorded", { recursive: true });
  writeFileSync("public/recorded/default.json", recording);
  console.log(`public/recorded/default.json: ${(recording.length / 1000).toFixed(0)} kB`);
} finally {
  await browser.close();
  tool.close();
}
