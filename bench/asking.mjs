/**
 * The part of the bench about many answers: fifty one by one and as a batch in the worker's engine (many.ts), and the
 * longest frame of the built page while both Sides are asked. `node bench/asking.mjs` measures this part alone.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { launch } from "../scripts/chromium.mjs";
import { serveTool } from "../scripts/harness.mjs";
import { serve } from "../scripts/serve.mjs";
import { watchFrames } from "./visit.mjs";

/** Tokens per second and milliseconds, medians over some runs. */
export async function measureMany(runs) {
  const tool = await serveTool("bench/engine.html");
  const browser = await launch();
  const page = await browser.newPage();
  await page.goto(tool.page);
  await page.waitForFunction(() => "bench" in window);
  const { tokensPerSecond, ms, same } = await page.evaluate((count) => window.bench.many(count), runs);
  await browser.close();
  tool.close();
  return { tokensPerSecond, same, ms: { ...ms, worstFrameAsking: await worstFrame() } };
}

/** Of the page, from the press of the button until the last answer is counted. */
async function worstFrame() {
  const { address, close } = await serve();
  const browser = await launch();
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  page.setDefaultTimeout(180_000);
  await page.goto(address);
  await page.getByRole("link", { name: /how often/i }).click();
  await page.locator(".badge.live").waitFor();
  await page.locator(".ask-many select").first().selectOption("few");
  await page.waitForTimeout(3000);
  await page.evaluate(watchFrames);
  await page.getByRole("button", { name: /^Ask for \d+ answers/ }).click();
  await page.locator(".work").waitFor();
  await page.locator(".work").waitFor({ state: "detached" });
  const worst = await page.evaluate(() => window.worstFrame);
  await browser.close();
  close();
  return worst;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { tokensPerSecond, ms, same } = await measureMany(3);
  console.log(tokensPerSecond, ms, `${same} of 50 the same text`);
  const results = JSON.parse(readFileSync("bench/results.json", "utf8"));
  results.tokensPerSecond = { ...results.tokensPerSecond, ...tokensPerSecond };
  results.ms = { ...results.ms, ...ms };
  writeFileSync("bench/results.json", `${JSON.stringify(results, null, 2)}\n`);
  process.exit(0);
}
