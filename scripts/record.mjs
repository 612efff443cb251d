/**
 * `npm run record`: computes in a real browser what is shown before any model has arrived, and writes
 * public/recorded/. To be run whenever the default pair, the first screen's questions, the evaluation or the arithmetic
 * changes; browser tests notice.
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
  const { answers, tries, findings } = await page.evaluate(() => window.recording);
  mkdirSync("public/recorded", { recursive: true });
  for (const [name, written] of Object.entries({ answers, tries, default: findings })) {
    writeFileSync(`public/recorded/${name}.json`, written);
    console.log(`public/recorded/${name}.json: ${(written.length / 1000).toFixed(0)} kB`);
  }
} finally {
  await browser.close();
  tool.close();
}
