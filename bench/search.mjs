/**
 * The part of the bench about features, on the built page in Chromium with WebAssembly: finding what changed over 48 prompts on
 * both Sides, and the longest frame while that and an edit run. `node bench/search.mjs` measures this part alone.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { launch } from "../scripts/chromium.mjs";
import { serveTool } from "../scripts/harness.mjs";
import { serve } from "../scripts/serve.mjs";
import { session } from "./soak.mjs";
import { medians, watchFrames } from "./visit.mjs";

const PROMPTS = 48;

/** Medians over some visits: milliseconds. */
export async function measureFeatures(visits) {
  const { promptSets } = JSON.parse(readFileSync("public/models/index.json", "utf8"));
  const { prompts } = JSON.parse(readFileSync(`public/models/${promptSets[0].file.path}`, "utf8"));
  const lines = prompts.slice(0, PROMPTS).map(({ text }) => text);
  const { address, close } = await serve();
  const browser = await launch();
  const [{ fragment }] = session(0);
  const found = { findWhatChanged48: [], worstFrame: [] };
  for (let i = 0; i < visits; i++) {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    page.setDefaultTimeout(120_000);
    await page.goto(address + fragment);
    await page.locator(".badge.live").waitFor();
    await page.getByRole("navigation", { name: "Chapters" }).getByRole("link", { name: "What woke up?" }).click();
    await page.locator(".find select").first().selectOption("own");
    await page.locator(".find-own textarea").fill(lines.join("\n"));
    await page.locator(".find button.primary:enabled").waitFor();
    await page.waitForTimeout(2000);
    await page.evaluate(watchFrames);
    const took = await page.evaluate(searching);
    await page.getByRole("button", { name: "Change", exact: true }).click();
    await page.getByLabel("Question to both").fill("What should I do about the noise that my car makes on the road?");
    await page.waitForTimeout(2500);
    found.findWhatChanged48.push(took);
    found.worstFrame.push(await page.evaluate(() => window.worstFrame));
    await page.close();
  }
  await browser.close();
  close();
  return medians(found);
}

/** In the page: presses the button and waits until the ranking says that it was computed here. */
function searching() {
  return new Promise((resolve) => {
    const from = performance.now();
    let began = false;
    document.querySelector(".find button.primary").click();
    const look = () => {
      const runs = document.querySelector(".find-running") !== null;
      began ||= runs;
      if (began && !runs) resolve(performance.now() - from);
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
}

/** Two Sides of 64 tokens, 2,048 latents, in the worker's way of encoding, with a number of threads. */
async function measureEncoding(threads, runs) {
  const tool = await serveTool("bench/engine.html");
  const browser = await launch();
  const page = await browser.newPage();
  await page.goto(tool.page);
  await page.waitForFunction(() => "bench" in window);
  const result = await page.evaluate(([count, times]) => window.bench.encodings(count, times), [threads, runs]);
  const own = await page.evaluate(() => window.bench.features(10));
  await browser.close();
  tool.close();
  return { encoding: result.median, own };
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { encoding, own } = await measureEncoding(2, 40);
  const ms = { encode2048x128: encoding, ...(await measureFeatures(3)) };
  console.log(ms, own);
  const results = JSON.parse(readFileSync("bench/results.json", "utf8"));
  results.ms = { ...results.ms, ...ms };
  writeFileSync("bench/results.json", `${JSON.stringify(results, null, 2)}\n`);
  process.exit(0);
}
